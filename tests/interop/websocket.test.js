// The chat page of chapter 09, in a real browser, against the running
// chapter.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './harness/browser.js';
import { chapter, start } from './harness/program.js';

const program = chapter('chapter-09');
const wiretap = chapter('chapter-02');
const PATIENCE = { timeout: 10_000 };

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

/** The chapter, on a port of its own. */
async function run(t, { port = 0, words = [] } = {}) {
  const server = start(t, program, '--port', port, '--lab', 0, ...words);
  server.onPort = await server.port('listening on 127.0.0.1');
  return server;
}

/** Somebody's page, which is on the way to be let in. */
class Page {
  /** `room`, if there is one, answers instead of the chapter. */
  static async open(t, port, room) {
    const context = await browser.newContext();
    t.after(() => context.close());
    const tab = await context.newPage();
    if (room) await tab.routeWebSocket(/./, room);
    await tab.goto(`http://localhost:${port}/`);
    const page = new Page();
    page.tab = tab;
    page.state = tab.getByRole('status');
    page.said = tab.getByRole('log');
    page.send = tab.getByRole('button', { name: 'Send' });
    await page.hears('* your name?');
    return page;
  }

  static async join(t, port, name) {
    const page = await Page.open(t, port);
    await page.say(name);
    await page.is(`You are ${name}.`);
    return page;
  }

  async say(text) {
    await this.tab.getByLabel('Say', { exact: true }).fill(text);
    await this.tab.keyboard.press('Enter');
  }

  /** The count-th such line. */
  async hears(text, count = 1) {
    const lines = this.said.locator('p').getByText(text, { exact: true });
    await lines.nth(count - 1).waitFor({ ...PATIENCE, state: 'attached' });
  }

  async is(state) {
    await this.state.filter({ hasText: state }).waitFor(PATIENCE);
  }
}

test('two pages chat, and when one is closed the other is told', async (t) => {
  const { onPort: port } = await run(t);
  const ann = await Page.join(t, port, 'ann');
  const bob = await Page.join(t, port, 'bob');
  await ann.hears('* bob joined');
  await bob.say('hello, ann');
  await ann.hears('bob: hello, ann');
  await ann.say('hello, bob');
  await bob.hears('ann: hello, bob');
  // Whoever speaks sees it too, once.
  assert.equal(await ann.said.getByText('ann: hello, bob').count(), 1);
  await bob.tab.close();
  await ann.hears('* bob left');
});

test('a name that is taken is refused, and the next one is asked for', async (t) => {
  const { onPort: port } = await run(t);
  await Page.join(t, port, 'ann');
  const bob = await Page.open(t, port);
  await bob.say('ann');
  await bob.hears('* error: ann is here already');
  await bob.is('Connected.');
  await bob.say('bob');
  await bob.is('You are bob.');
});

test('a page whose cable is pulled is noticed, and cannot know it itself', async (t) => {
  const words = ['--heartbeat', '500ms', '--patience', '500ms'];
  const { onPort: port } = await run(t, { words });
  const ann = await Page.join(t, port, 'ann');
  // Each connection through this wire falls silent after so many bytes: the
  // page is shorter, what bob says is longer.
  const cut = ['--port', 0, '--to', `127.0.0.1:${port}`, '--freeze-after', 6000];
  const wire = start(t, wiretap, 'serve', ...cut);
  const [, entrance] = (await wire.lineWith('wire from')).match(/from \S+:(\d+)/);
  const bob = await Page.join(t, entrance, 'bob');
  await ann.hears('* bob joined');
  for (let number = 0; number < 8; number++) {
    await bob.say(`${number} ${'x'.repeat(990)}`);
  }
  await ann.hears('* bob left (no answer to a ping)');
  await ann.hears(`bob: 0 ${'x'.repeat(990)}`);
  assert.equal(await bob.state.textContent(), 'You are bob.');
});

test('when the server comes back, so do the pages, under their names', async (t) => {
  const first = await run(t);
  const port = first.onPort;
  const ann = await Page.join(t, port, 'ann');
  const bob = await Page.join(t, port, 'bob');
  first.interrupt();
  for (const page of [ann, bob]) {
    await page.hears('* the room closes: goodbye');
    await page.hears('(closed: 1001 the room closes)');
    // Nobody is there yet: the failed tries stand behind it.
    await page.hears('(closed: 1006)');
    await page.is('Closed: 1006. Next try in');
    assert.equal(await page.send.isDisabled(), true);
  }
  assert.equal(await first.end(), 0);
  const second = await run(t, { port });
  await ann.is('You are ann.');
  await bob.is('You are bob.');
  await second.lineWith('* ann joined');
  await second.lineWith('* bob joined');
  await ann.say('here we are again');
  await bob.hears('ann: here we are again');
});

test('a name that its own ghost has is said again, and nothing typed becomes one', async (t) => {
  const { onPort: port } = await run(t);
  const answers = ['* welcome, ann', '* error: ann is here already', '* welcome, ann'];
  const names = [];
  const page = await Page.open(t, port, (socket) => {
    const answer = answers.shift();
    socket.send('* your name?');
    socket.onMessage((text) => {
      names.push(text);
      socket.send(answer);
      if (names.length === 1) socket.close({ code: 1001, reason: '' });
    });
  });
  assert.equal(await page.send.isDisabled(), false);
  await page.say('ann');
  await page.hears('(closed: 1001)');
  await page.hears('* error: ann is here already');
  await page.hears('* welcome, ann', 2);
  assert.deepEqual(names, ['ann', 'ann', 'ann']);
});

test('a server that is killed says nothing: 1006', async (t) => {
  const server = await run(t);
  const ann = await Page.join(t, server.onPort, 'ann');
  await server.kill();
  await ann.is('Closed: 1006');
});

test('a page of another site is refused', async (t) => {
  const { onPort: port } = await run(t);
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.route('http://evil.example/', (route) => {
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
  });
  await page.goto('http://evil.example/');
  const ended = await page.evaluate((url) => new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onopen = () => resolve('open');
    socket.onclose = (event) => resolve(event.code);
  }), `ws://127.0.0.1:${port}/`);
  assert.equal(ended, 1006);
});
