// Programs as child processes: read by lines, with a limit on each wait, and
// ended with the test that started them.

import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';

export const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
const PATIENCE = 10_000; // ms; for a machine that has much else to do

/** The program of a chapter, built if it is not: `chapter('chapter-01')`. */
export function chapter(name) {
  const cargo = spawnSync(
    'cargo',
    ['build', '-q', '-p', name, '--message-format=json-render-diagnostics'],
    {
      cwd: WORKSPACE,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  assert.equal(cargo.status, 0, `cargo build -p ${name} has failed`);
  const executables = cargo.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter((message) => message.executable && message.target.name === name)
    .map((message) => message.executable);
  assert.equal(executables.length, 1, `${name} is one program`);
  return executables[0];
}

/** Starts a program that ends with the test `t`, if it has not before. */
export function start(t, command, ...words) {
  const program = new Program(command, words);
  t.after(() => program.kill());
  return program;
}

/** The same, and one can type: it has an input until `endInput`. */
export function startToType(t, command, ...words) {
  const program = new Program(command, words, 'pipe');
  t.after(() => program.kill());
  return program;
}

class Program {
  #child;
  #printed = [];
  #waiting = new Set();

  constructor(command, words, input = 'ignore') {
    this.name = [command.split(/[\\/]/).at(-1), ...words].join(' ');
    this.#child = spawn(command, words.map(String), {
      cwd: WORKSPACE,
      stdio: [input, 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface(stream).on('line', (line) => {
        this.#printed.push(line);
        this.#look();
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.on('error', (error) => resolve({ error }));
      // `close` comes after the last line, `exit` may come before it.
      this.#child.on('close', (code, signal) => resolve({ code, signal }));
    });
    this.ended.then(({ error }) => {
      if (error) this.#printed.push(`could not be started: ${error.message}`);
      this.over = true;
      this.#look();
    });
  }

  /** All lines so far. */
  get printed() {
    return this.#printed.join('\n');
  }

  /** The first line that contains `text`; with `count`, the count-th. */
  async lineWith(text, count = 1) {
    return this.#until(`${count} × ${JSON.stringify(text)}`, () => {
      return this.#printed.filter((line) => line.includes(text))[count - 1];
    });
  }

  /** The port in the first line that contains `text`. */
  async port(text) {
    const line = await this.lineWith(text);
    const [, port] = line.match(/(?:.*:|\b)(\d+)/) ?? [];
    assert.ok(port, `there is a port in ${JSON.stringify(line)}`);
    return Number(port);
  }

  /** How it ended: its exit code, or the signal's name. */
  async end() {
    await this.#until('its end', () => this.over);
    const { code, signal } = await this.ended;
    return code ?? signal;
  }

  type(line) {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Closes its input, as Ctrl-D does. */
  endInput() {
    this.#child.stdin.end();
  }

  /** Asks it to end, as Ctrl-C does. */
  interrupt() {
    this.#child.kill('SIGINT');
  }

  async kill() {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #look() {
    for (const waiting of this.#waiting) waiting();
  }

  #until(what, found) {
    return new Promise((resolve, reject) => {
      const stop = (settle, value) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle(value);
      };
      const look = () => {
        const value = found();
        if (value !== undefined && value !== false) stop(resolve, value);
        else if (this.over) stop(reject, this.#never(what, 'has ended'));
      };
      const late = () => stop(reject, this.#never(what, 'is silent'));
      const timer = setTimeout(late, PATIENCE);
      this.#waiting.add(look);
      look();
    });
  }

  #never(what, why) {
    return new Error(
      `waited for ${what}, but ${this.name} ${why}; it has printed\n` +
        this.printed,
    );
  }
}
