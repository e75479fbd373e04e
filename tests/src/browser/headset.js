// A headset with hook, mute and flash in report 1 and with lamps for off-hook, ring, mute and hold in
// report 2, as WebHID gives it to a page. `__headset.tell(bits)` is a press, `__headset.lamps` what it
// was told last.
{
    const item = (usages, isAbsolute) =>
        ({ usages, isAbsolute, reportSize: 1, reportCount: usages.length });
    const input = [item([0xb0020], true), item([0xb002f, 0xb0021], false)];
    const output = [item([0x80017, 0x80018, 0x80009, 0x80020], true)];
    const device = {
        productName: 'Evolve',
        collections: [{
            usagePage: 0x0b,
            usage: 0x05,
            inputReports: [{ reportId: 1, items: input }],
            outputReports: [{ reportId: 2, items: output }],
        }],
        open: async () => {},
        close: async () => {},
        sendReport: async (_, data) => { __headset.lamps = data[0]; },
    };
    window.__headset = {
        lamps: 0,
        tell(bits) {
            const data = new DataView(Uint8Array.of(bits).buffer);
            device.oninputreport({ reportId: 1, data });
        },
    };
    const hid = { getDevices: async () => [device], requestDevice: async () => [device] };
    Object.defineProperty(navigator, 'hid', { value: hid });
}
