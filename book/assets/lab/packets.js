'use strict';
// The packets of Engine.IO: what the first character of a message says.

(() => {
    const lab = globalThis.socketLab ??= {};
    const TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];

    // The name of a packet that came as text, or as bytes without a type.
    lab.packetOf = ({ text }) => text === undefined ? 'message' : TYPES[text[0]] ?? 'no packet';
})();
