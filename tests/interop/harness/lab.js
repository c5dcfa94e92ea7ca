// The lab on a page of the book, against a chapter on ports of its own.

import assert from 'node:assert/strict';
import { start } from './program.js';

export const PATIENCE = { timeout: 10_000 };

/** The chapter, on free ports; `{ socket, tap }` are where it listens. */
export async function run(t, program, { tap: wished = 0 } = {}) {
  const server = start(t, program, '--port', 0, '--lab', wished);
  const port = await server.port('listening on 127.0.0.1');
  const line = await server.lineWith('lab:');
  const tap = line.match(/http:\/\/[\d.:]+/)?.[0];
  return Object.assign(server, {
    onPort: port,
    at: { socket: `ws://127.0.0.1:${port}/`, tap: tap ?? 'http://127.0.0.1:9' },
  });
}

/** A page whose panel asks at `at`, in place of ports that others may have. */
export async function open(t, browser, address, at, { kind, ...options } = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE.timeout);
  t.after(() => context.close());
  const change = { ...at, ...(kind && { lab: kind }) };
  await context.addInitScript((change) => {
    // Before the panel's script runs, as if the page had been written so.
    const look = new MutationObserver(() => {
      const panel = document.querySelector('.panel[data-lab]');
      if (panel && !panel.dataset.changed) {
        Object.assign(panel.dataset, change, { changed: '1' });
      }
    });
    look.observe(document, { childList: true, subtree: true });
  }, change);
  const page = await context.newPage();
  const failed = [];
  page.on('pageerror', (error) => failed.push(error.message));
  t.after(() => assert.deepEqual(failed, [], 'no script fails'));
  await page.goto(address);
  return new Lab(page);
}

/** What a reader finds in the panel. */
class Lab {
  constructor(page) {
    this.page = page;
    this.panel = page.locator('.panel[data-lab]');
    this.status = this.panel.getByRole('status');
  }

  button(name) {
    return this.panel.getByRole('button', { name, exact: true });
  }

  press(name) {
    return this.button(name).click();
  }

  /** Waits until the panel says so. */
  says(pattern) {
    return this.status.filter({ hasText: pattern }).waitFor(PATIENCE);
  }

  /** Rows of a side, `page` or `wire`, with this text. */
  rows(side, text = '') {
    const rows = this.panel.locator(`[data-side="${side}"] li`);
    return rows.filter({ hasText: text });
  }

  /** The text of the first row with this text, once it is there. */
  async row(side, text) {
    const row = this.rows(side, text).first();
    await row.waitFor(PATIENCE);
    return row.innerText();
  }

  /** A frame's fields: label → bytes. */
  async fields(text) {
    const row = this.rows('wire', text).first();
    await row.waitFor(PATIENCE);
    const fields = await row.locator('.field').evaluateAll((found) =>
      found.map((field) => [
        field.querySelector('small').textContent,
        field.querySelector('code').textContent,
      ]),
    );
    return Object.fromEntries(fields);
  }

  async sum(name) {
    return this.panel.locator(`[data-sum="${name}"]`).textContent();
  }

  async connect() {
    await this.press('Connect');
    await this.button('Close').waitFor(PATIENCE);
    await this.rows('page', 'open').first().waitFor(PATIENCE);
  }

  /** The accessible name of what has the focus. */
  focused() {
    return this.page.evaluate(() => document.activeElement.textContent);
  }
}
