// The servers that chapters 10 to 12 are: a chapter's program or, to prove
// the tests, the official one (`SERVER=official`).

import { after, describe } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORKSPACE, chapter, start } from './program.js';

const OFFICIAL = fileURLToPath(new URL('../official-server.js', import.meta.url));
const PATH = '/socket.io/';

export const official = process.env.SERVER === 'official';

/** For a test: by decision, or by mistake, the official server does not. */
export const notOfficial = (why) => (official ? { skip: `official: ${why}` } : {});

/** All `parts` of what is promised by the chapter, once it is there. */
export function conforms(name, parts) {
  const folders = readdirSync(join(WORKSPACE, 'chapters'));
  const there = folders.some((folder) => folder.startsWith(name.slice(-2)));
  const skip = !official && !there && `there is no ${name} yet`;
  describe(name, { skip }, () => {
    if (skip) return;
    const servers = new Servers(name);
    after(() => servers.stop());
    for (const [title, part] of Object.entries(parts)) {
      // Most of them wait, most of the time.
      describe(title, { concurrency: 8 }, () => part(servers));
    }
  });
}

class Servers {
  #command;
  #shared = new Map();
  #endings = [];

  constructor(name) {
    this.name = name;
    this.#command = official
      ? [process.execPath, OFFICIAL, name]
      : [chapter(name)];
  }

  /** One that pings nobody while a test runs; the tests share it. */
  calm() {
    return this.shared('--ping-interval', '25s', '--ping-timeout', '20s');
  }

  /** One that pings often, and has much patience. */
  lively() {
    return this.shared('--ping-interval', '100ms', '--ping-timeout', '10s');
  }

  /** One that gives up soon. */
  strict() {
    return this.shared(
      ...['--ping-interval', '200ms', '--ping-timeout', '200ms'],
      ...['--connect-timeout', '300ms'],
    );
  }

  shared(...words) {
    const key = words.join(' ');
    if (!this.#shared.has(key)) {
      const t = { after: (ending) => this.#endings.push(ending) };
      this.#shared.set(key, this.start(t, ...words));
    }
    return this.#shared.get(key);
  }

  /** One that ends with the test. */
  async start(t, ...words) {
    const free = words.includes('--port') ? [] : ['--port', 0];
    const path = words.includes('--path') ? [] : ['--path', PATH];
    const all = ['serve', ...free, '--lab', 0, ...path, ...words];
    const server = start(t, ...this.#command, ...all);
    const port = await server.port('listening on 127.0.0.1');
    return Object.assign(server, {
      onPort: port,
      origin: `http://127.0.0.1:${port}`,
      http: `http://127.0.0.1:${port}${PATH}`,
      ws: `ws://127.0.0.1:${port}${PATH}`,
    });
  }

  /** Ends those that are shared; each has to be there still. */
  async stop() {
    const servers = await Promise.allSettled(this.#shared.values());
    const gone = servers.filter(({ value }) => value?.over);
    for (const ending of this.#endings) await ending();
    const printed = gone.map(({ value }) => `${value.name}:\n${value.printed}`);
    assert.equal(printed.join('\n'), '', 'no server ends by itself');
  }
}
