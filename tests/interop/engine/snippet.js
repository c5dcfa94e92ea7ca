// The article's line for a browser, unchanged but for the port.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { launch } from '../harness/browser.js';

export function snippet(servers) {
  let browser;
  let blank;

  before(async () => {
    // Only a page that was really loaded from this machine may talk to it.
    blank = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html');
      answer.end('<!doctype html>');
    });
    await new Promise((resolve) => blank.listen(0, '127.0.0.1', resolve));
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    blank?.closeAllConnections();
    blank?.close();
  });

  /** A page of this machine, as a reader's console has one. */
  async function open(t) {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(`http://127.0.0.1:${blank.address().port}/`);
    return page;
  }

  test("the article's WebSocket opens in a browser, and hears open, echo and pong", async (t) => {
    const page = await open(t);
    const { onPort } = await servers.calm();
    const heard = await page.evaluate(
      (port) => new Promise((resolve, reject) => {
        const heard = [];
        const query = '?EIO=3&transport=websocket';
        const socket = new WebSocket(`ws://localhost:${port}/socket.io/${query}`);
        socket.onerror = () => reject(new Error('it did not open'));
        socket.onmessage = ({ data }) => {
          heard.push(data);
          if (heard.length === 1) {
            socket.send('4hello');
            socket.send('2');
          }
          if (heard.length === 3) resolve(heard);
        };
      }),
      onPort,
    );
    const [first, ...rest] = heard;
    assert.match(first, /^0\{"sid":"[\w-]+",/);
    assert.deepEqual(rest, ['4hello', '3']);
  });

  test('a page polls by fetch, over connections that are kept', async (t) => {
    const page = await open(t);
    const { onPort } = await servers.calm();
    const heard = await page.evaluate(async (port) => {
      const address = `http://localhost:${port}/socket.io/?EIO=4&transport=polling`;
      const { sid } = JSON.parse((await (await fetch(address)).text()).slice(1));
      const heard = [];
      for (let at = 0; at < 20; at += 1) {
        const polled = fetch(`${address}&sid=${sid}`);
        const post = { method: 'POST', body: `4${at} 𝕊` };
        heard.push(await (await fetch(`${address}&sid=${sid}`, post)).text());
        heard.push(await (await polled).text());
      }
      return heard;
    }, onPort);
    const expected = Array.from({ length: 20 }, (_, at) => ['ok', `4${at} 𝕊`]);
    assert.deepEqual(heard, expected.flat());
  });
}
