//! Small protocols that no well-kept library speaks as a client, each as a machine without I/O:
//! datagrams and time go in, datagrams and what was learnt come out.

pub mod dhcp;
pub mod ntp;
pub mod tftp;
