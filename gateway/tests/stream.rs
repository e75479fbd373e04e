//! TCP connections of phones: opened by policy, written and read in order, resumed, ended.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::net::SocketAddr;

use common::{HERE, Phone, gateway, resuming, soon};
use hookswitch_core::link::{
    FromGateway, LinkError, OpenStream, Reply, Request, SocketId, ToGateway, WINDOW,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((HERE, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

fn request(to: SocketAddr, port: u16) -> Request {
    Request::OpenStream(Box::new(OpenStream { to, port, tos: 0x60, tls: None }))
}

/// Opens a stream to `listener` and returns both of its ends.
async fn open(
    phone: &mut Phone,
    listener: &TcpListener,
    port: u16,
) -> (SocketId, SocketAddr, TcpStream) {
    let to = listener.local_addr().unwrap();
    let id = phone.request(request(to, port)).await;
    let (peer, from) = soon(listener.accept()).await.unwrap();
    match phone.answer(id).await {
        Ok(Reply::Stream { socket, local }) => {
            assert_eq!(local, from);
            (socket, local, peer)
        }
        other => panic!("{other:?}"),
    }
}

async fn read_exactly(peer: &mut TcpStream, len: usize) -> Vec<u8> {
    let mut data = vec![0; len];
    soon(peer.read_exact(&mut data)).await.unwrap();
    data
}

fn write(socket: SocketId, at: u64, data: &[u8]) -> ToGateway {
    ToGateway::Write { socket, at, data: data.to_vec() }
}

#[tokio::test]
async fn bytes_go_both_ways_from_the_wished_port() {
    let gateway = gateway("").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (listener, _) = listener().await;
    let (socket, local, mut peer) = open(&mut phone, &listener, 20_555).await;
    assert_eq!(local.port(), 20_555);
    phone.send(&write(socket, 0, b"REGISTER ")).await;
    phone.send(&write(socket, 9, b"sip:")).await;
    assert_eq!(read_exactly(&mut peer, 13).await, b"REGISTER sip:");
    assert_eq!(phone.next().await, Some(FromGateway::Written { socket, upto: 9 }));
    assert_eq!(phone.next().await, Some(FromGateway::Written { socket, upto: 13 }));
    peer.write_all(b"SIP/2.0").await.unwrap();
    let read = FromGateway::Read { socket, at: 0, data: b"SIP/2.0".to_vec() };
    assert_eq!(phone.next().await, Some(read));
    drop(peer);
    let Some(FromGateway::Closed(closed, LinkError::Truncated(why))) = phone.next().await else {
        panic!("not told")
    };
    assert_eq!(closed, socket);
    assert!(why.contains("closed the connection"), "{why}");
    assert_eq!(phone.ask(Request::Close(socket)).await, Ok(Reply::Done));
    // One port reaches the same peer again at once, or another port does.
    let (_, again, _peer) = open(&mut phone, &listener, 20_555).await;
    assert!(again.port() > 0);
    let counters = gateway.counters();
    assert_eq!((counters.streams_opened.get(), counters.streams_ended.get()), (2, 1));
    assert_eq!((counters.stream_out_bytes.get(), counters.stream_in_bytes.get()), (13, 7));
}

#[tokio::test]
async fn only_peers_for_sip_are_reached_and_only_so_many() {
    let gateway = gateway("[limits]\nsockets_per_phone = 1").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let refused = phone.ask(request("10.1.2.3:5060".parse().unwrap(), 0)).await;
    assert!(matches!(refused, Err(LinkError::NotAllowed(_))), "{refused:?}");
    let (free, to) = listener().await;
    drop(free);
    let nobody = phone.ask(request(to, 0)).await;
    assert!(matches!(nobody, Err(LinkError::ConnectionRefused(_))), "{nobody:?}");
    let (listener, to) = listener().await;
    let (socket, _, _peer) = open(&mut phone, &listener, 0).await;
    let full = phone.ask(request(to, 0)).await;
    assert!(matches!(full, Err(LinkError::LimitReached(_))), "{full:?}");
    phone.ask(Request::Close(socket)).await.unwrap();
    open(&mut phone, &listener, 0).await;
}

#[tokio::test]
async fn a_broken_link_loses_no_byte_and_doubles_none() {
    let gateway = gateway("").await;
    let (mut phone, welcome) = Phone::up(gateway.http_addr()).await;
    let (listener, _) = listener().await;
    let (socket, _, mut peer) = open(&mut phone, &listener, 0).await;
    phone.send(&write(socket, 0, b"12345")).await;
    assert_eq!(read_exactly(&mut peer, 5).await, b"12345");
    drop(phone);
    peer.write_all(b"meanwhile").await.unwrap();
    let (mut phone, welcome) = Phone::up_as(gateway.http_addr(), resuming(&welcome)).await;
    assert!(welcome.resumed && welcome.sockets == [socket]);
    assert_eq!(welcome.streams, [(socket, 5)]);
    // What the phone is not sure of it writes again.
    phone.send(&write(socket, 3, b"45678")).await;
    assert_eq!(read_exactly(&mut peer, 3).await, b"678");
    let mut told = Vec::new();
    while !told.contains(&FromGateway::Written { socket, upto: 8 }) {
        told.push(phone.next().await.unwrap());
    }
    let read = FromGateway::Read { socket, at: 0, data: b"meanwhile".to_vec() };
    assert!(told.contains(&read), "{told:?}");
    // What is missing cannot be made up for.
    phone.send(&write(socket, 9, b"x")).await;
    assert!(matches!(phone.next().await, Some(FromGateway::Closed(_, LinkError::Io(_)))));
}

#[tokio::test]
async fn a_peer_that_takes_nothing_fills_the_window_and_no_more() {
    let gateway = gateway("[limits]\nbytes_per_second = 100000000").await;
    let (mut phone, _) = Phone::up(gateway.http_addr()).await;
    let (listener, _) = listener().await;
    let (socket, _, _peer) = open(&mut phone, &listener, 0).await;
    // The kernels of both ends take some megabytes; beyond them the window is all there is.
    let piece = vec![0; WINDOW / 2];
    let mut at = 0;
    let ended = loop {
        phone.send(&write(socket, at, &piece)).await;
        at += u64::try_from(piece.len()).unwrap();
        assert!(at < 64 << 20, "the gateway keeps everything");
        let id = phone.request(Request::Close(SocketId(0))).await;
        let _ = phone.answer(id).await;
        let mut ended = None;
        while let Some(message) = phone.said() {
            if let FromGateway::Closed(_, error) = message {
                ended = Some(error);
            }
        }
        if let Some(error) = ended {
            break error;
        }
    };
    assert!(matches!(ended, LinkError::LimitReached(_)), "{ended:?}");
}
