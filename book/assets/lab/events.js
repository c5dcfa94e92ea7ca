'use strict';
// The packets of Socket.IO, behind Engine.IO's 4: kind, namespace, id, name.

(() => {
    const { packets } = globalThis.socketLab;
    const KINDS = ['CONNECT', 'DISCONNECT', 'EVENT', 'ACK', 'CONNECT_ERROR', 'BINARY_EVENT', 'BINARY_ACK'];
    const PACKET = /^4(?:[0-4]|[56](?<count>\d+)-)(?:(?<namespace>\/[^,]*)(?:,|$))?(?<id>\d+)?(?<data>[[{"].*)?$/s;
    const NAME = /^\[\s*(?:"(?<text>(?:[^"\\]|\\.)*)"|(?<number>-?[\d.]+))/;

    function packetOf({ text }) {
        if (text === undefined) return 'attachment';
        if (!text.startsWith('4')) return packets.engine.packetOf({ text });
        const { count, namespace, id, data = '' } = PACKET.exec(text)?.groups ?? {};
        const kind = PACKET.test(text) && KINDS[text[1]];
        if (!kind) return 'no packet';
        const { text: name, number } = kind.endsWith('EVENT') ? NAME.exec(data)?.groups ?? {} : {};
        return [
            kind,
            `in ${namespace ?? '/'}`,
            id && `id ${id}`,
            (name ?? number) && `\u201c${name ?? number}\u201d`,
            count && `attachments: ${count}`,
        ].filter(Boolean).join(', ');
    }

    packets.events = {
        packetOf,
        write: text => `42${JSON.stringify(['message', text])}`,
        // Chapter 11 says again what it hears, under another name.
        asSaid: heard => heard.replace('42["message-back",', '42["message",'),
    };
})();
