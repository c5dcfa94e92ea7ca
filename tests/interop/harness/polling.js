// An Engine.IO session over HTTP long-polling, packet by packet.

import assert from 'node:assert/strict';
import { ask } from './ask.js';

const RS = '\x1e';

/** Packets → body. Revision 3 counts UTF-16 code units, as `length` does. */
export function encode(eio, packets) {
  if (eio === 4) return packets.join(RS);
  return packets.map((packet) => `${packet.length}:${packet}`).join('');
}

/** Body → packets. */
export function decode(eio, text) {
  if (eio === 4) return text.split(RS);
  const packets = [];
  while (text) {
    const [head, length] = text.match(/^(\d+):/) ?? assert.fail(`no length: ${text}`);
    const end = head.length + Number(length);
    assert.ok(end <= text.length, `${length} is too much: ${text}`);
    packets.push(text.slice(head.length, end));
    text = text.slice(end);
  }
  return packets;
}

export class Polling {
  /** A session that is open; `rest` came along with the open packet. */
  static async open(server, { eio = 4, query = '' } = {}) {
    const address = `${server.http}?EIO=${eio}&transport=polling${query}`;
    const answer = await ask(address);
    assert.equal(answer.status, 200, answer.text);
    const [open, ...rest] = decode(eio, answer.text);
    assert.equal(open[0], '0', 'an open packet comes first');
    const handshake = JSON.parse(open.slice(1));
    const session = new Polling();
    return Object.assign(session, {
      eio,
      rest,
      handshake,
      sid: handshake.sid,
      address: `${address}&sid=${handshake.sid}`,
    });
  }

  /** The packets of one poll. */
  async poll() {
    const answer = await this.ask();
    assert.equal(answer.status, 200, answer.text);
    return decode(this.eio, answer.text);
  }

  /** So many packets, from as many polls as it takes. */
  async packets(count) {
    const packets = [...this.rest.splice(0)];
    while (packets.length < count) packets.push(...(await this.poll()));
    return packets;
  }

  async post(...packets) {
    const answer = await this.ask(encode(this.eio, packets));
    assert.deepEqual([answer.status, answer.text], [200, 'ok']);
  }

  /** GET, or POST if there is something to say. */
  ask(body, headers = { 'content-type': 'text/plain;charset=UTF-8' }) {
    if (body === undefined) return ask(this.address);
    return ask(this.address, { method: 'POST', body, headers });
  }

  /** Whether the server has forgotten it. */
  async isOver() {
    const { status, json } = await this.ask();
    assert.equal(status, 400);
    assert.deepEqual(json, { code: 1, message: 'Session ID unknown' });
  }
}
