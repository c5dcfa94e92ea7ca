// Official clients of both ages in one room.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { CLIENTS, Client } from '../harness/clients.js';

export function chat(servers) {
  test('what anybody says is heard by everybody, in the order of who says it', async (t) => {
    const server = await servers.start(t);
    const all = await Promise.all(CLIENTS.map((kind) => Client.connect(t, server, kind)));
    const lines = 20;
    for (let line = 0; line < lines; line += 1) {
      all.forEach((client, who) => client.emit('chat message', who, line, '𝕊'));
    }
    for (const client of all) {
      const heard = all.map(() => []);
      for (let count = 0; count < lines * all.length; count += 1) {
        const [who, line, text] = await client.next('chat message');
        assert.equal(text, '𝕊');
        heard[who].push(line);
      }
      const inOrder = Array.from({ length: lines }, (_, line) => line);
      assert.deepEqual(heard, all.map(() => inOrder));
    }
  });

  test('bytes are heard by everybody, each in the form of his revision', async (t) => {
    const server = await servers.start(t);
    const all = await Promise.all(CLIENTS.map((kind) => Client.connect(t, server, kind)));
    const bytes = Buffer.from([1, 2, 3, 255]);
    for (const speaker of all) {
      speaker.emit('chat message', { bytes });
      for (const client of all) {
        const [said] = await client.next('chat message');
        assert.deepEqual(Buffer.from(said.bytes), bytes);
      }
    }
  });

  test('whoever has left hears nothing more, and nobody else notices', async (t) => {
    const server = await servers.start(t);
    const [one, two, gone] = await Promise.all(
      CLIENTS.slice(1, 4).map((kind) => Client.connect(t, server, kind)),
    );
    gone.socket.close();
    one.emit('chat message', 'is anybody here?');
    for (const client of [one, two]) {
      assert.deepEqual(await client.next('chat message'), ['is anybody here?']);
    }
  });
}
