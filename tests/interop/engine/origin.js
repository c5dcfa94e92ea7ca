// Whose pages may connect, and what CORS lets them read.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ask } from '../harness/ask.js';
import { Polling } from '../harness/polling.js';
import { notOfficial } from '../harness/server.js';
import { Socket, refusal } from '../harness/websocket.js';

const NAMED = 'https://page.example';
const ALLOWED = [
  'http://localhost',
  'http://localhost:3000',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  NAMED,
];
const REFUSED = [
  'http://evil.example',
  'http://localhost.evil.example',
  'http://evil.localhost:3000',
  'http://127.0.0.1.evil.example',
  'http://page.example', // not by https
  'https://page.example.evil.example',
  'null',
];
const QUERY = '?EIO=4&transport=';
const FORBIDDEN = { code: 4, message: 'Forbidden' };

/** The page may read it, and a cache knows why. */
function mayRead({ headers }, origin) {
  assert.equal(headers['access-control-allow-origin'], origin);
  assert.match(headers.vary ?? '', /origin/i);
  // The client of 2.5 asks with credentials, or rather its XMLHttpRequest does.
  assert.equal(headers['access-control-allow-credentials'], 'true');
}

export function origin(servers) {
  const server = () => servers.shared('--origin', NAMED);

  for (const origin of ALLOWED) {
    test(`a page of ${origin} opens a session, polls and posts`, async () => {
      const { http } = await server();
      const headers = { origin };
      const opened = await ask(`${http}${QUERY}polling`, { headers });
      assert.equal(opened.status, 200);
      mayRead(opened, origin);
      const { sid } = JSON.parse(opened.text.slice(1));
      const address = `${http}${QUERY}polling&sid=${sid}`;
      const posted = await ask(address, { method: 'POST', body: '4hello', headers });
      assert.equal(posted.text, 'ok');
      mayRead(posted, origin);
      const polled = await ask(address, { headers });
      assert.equal(polled.text, '4hello');
      mayRead(polled, origin);
    });

    test(`a page of ${origin} opens a WebSocket`, async (t) => {
      await Socket.session(t, await server(), { headers: { origin } });
    });
  }

  for (const origin of REFUSED) {
    test(`a page of ${origin} is refused with 403, and may not read why`, async () => {
      const { http } = await server();
      const answer = await ask(`${http}${QUERY}polling`, { headers: { origin } });
      assert.equal(answer.status, 403);
      assert.deepEqual(answer.json, FORBIDDEN);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    });

    test(`a WebSocket of ${origin} is refused with 403`, notOfficial(
      '400, whatever the reason',
    ), async () => {
      const { ws } = await server();
      const { status, text } = await refusal(`${ws}${QUERY}websocket`, { origin });
      assert.equal(status, 403);
      assert.deepEqual(JSON.parse(text), FORBIDDEN);
    });
  }

  test('a page that was not named when the server started is refused', async () => {
    const { http } = await servers.calm();
    const headers = { origin: NAMED };
    assert.equal((await ask(`${http}${QUERY}polling`, { headers })).status, 403);
  });

  test('a page may read what its mistake was', async () => {
    const { http } = await server();
    const headers = { origin: ALLOWED[1] };
    const answer = await ask(`${http}${QUERY}abc`, { headers });
    assert.equal(answer.status, 400);
    mayRead(answer, ALLOWED[1]);
  });

  test('a page that asks first whether it may POST bytes is told so', async () => {
    const session = await Polling.open(await server(), { eio: 3 });
    const answer = await ask(session.address, {
      method: 'OPTIONS',
      headers: {
        origin: ALLOWED[1],
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    assert.ok([200, 204].includes(answer.status), `${answer.status}`);
    mayRead(answer, ALLOWED[1]);
    assert.match(answer.headers['access-control-allow-methods'], /\bPOST\b/);
    assert.match(answer.headers['access-control-allow-headers'], /\bcontent-type\b/i);
    // It was no poll: the session waits for one.
    await session.post('4hello');
    assert.deepEqual(await session.poll(), ['4hello']);
  });

  test('a page of another origin that asks first is told nothing', async () => {
    const { http } = await server();
    const answer = await ask(`${http}${QUERY}polling`, {
      method: 'OPTIONS',
      headers: { origin: REFUSED[0], 'access-control-request-method': 'POST' },
    });
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  });
}
