'use strict';
// The packets of Engine.IO: what the first character of a message says.

(() => {
    const lab = globalThis.socketLab ??= {};
    const TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];

    // For each kind of panel that knows packets: the name of one that came as
    // text, or as bytes without a type; how a text is said; and what was said
    // to be answered so.
    lab.packets = {
        engine: {
            packetOf: ({ text }) => text === undefined ? 'message' : TYPES[text[0]] ?? 'no packet',
            write: text => `4${text}`,
            asSaid: heard => heard,
        },
    };
})();
