'use strict';
// Close codes in a few words (RFC 6455 §7.4.1, and §7.4.2 for the ranges).

(() => {
    const lab = globalThis.socketLab ??= {};

    const CODES = {
        1000: ['normal', 'All is said.'],
        1001: ['going away', 'The server ends, or the reader has left the page.'],
        1002: ['protocol error', 'The peer does not keep to the protocol.'],
        1003: ['unsupported data', 'The peer sent a kind of message that is not taken here, such as bytes to somebody who reads text.'],
        1004: ['reserved', 'It has no meaning, and nobody may send it.'],
        1005: ['no code', 'A close frame came, and had no code in it. 1005 never travels: it is what the browser tells the page in place of a code.'],
        1006: ['no close frame', 'The connection ended without a close frame, or never opened. 1006 never travels: who could have sent it? The browser tells it to the page, and no more, so that a page cannot find out what runs on the reader\u2019s machine.'],
        1007: ['bad data', 'A message is not what its kind says: a text that is not UTF-8.'],
        1008: ['policy', 'A rule that has no code of its own was broken.'],
        1009: ['too big', 'A message is longer than the peer takes.'],
        1010: ['extension missing', 'The client needs an extension to which the server has not agreed.'],
        1011: ['server error', 'The server met something that it had not expected.'],
        1012: ['restart', 'The server starts anew. Come back, but not all at once.'],
        1013: ['try again later', 'The server has too much to do.'],
        1014: ['bad gateway', 'Somebody in the middle got no good answer from the server behind it.'],
        1015: ['TLS failed', 'There was no TLS, so no close frame either. 1015 never travels: it is a note of the client to itself.'],
    };
    const NEVER = [1004, 1005, 1006, 1015];

    // A code in words: its name, what it means, and whether it may travel.
    // `null`: a close frame without one.
    lab.explain = code => {
        if (code === null) return { name: 'no code', text: 'The page at the other end is told 1005.', travels: true };
        if (CODES[code]) {
            const [name, text] = CODES[code];
            return { name, text, travels: !NEVER.includes(code) };
        }
        if (code >= 3000 && code < 4000) return { name: 'registered', text: 'For libraries and frameworks, which register theirs.', travels: true };
        if (code >= 4000 && code < 5000) return { name: 'private', text: 'It means what the two peers have agreed on.', travels: true };
        return { name: 'unknown', text: 'It has no meaning yet, and nobody should send it.', travels: false };
    };
})();
