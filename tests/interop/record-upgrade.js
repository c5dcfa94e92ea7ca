#!/usr/bin/env node
// What a browser and chapter 07 say to each other, byte for byte, as text. Its
// caller is chapters/07-upgrade/tests/captures/record.
//
// A line that ends with \r\n is text, all others are hex.

import { createServer, get } from 'node:http';
import { createInterface } from 'node:readline';
import { launch } from './harness/browser.js';
import { chapter, start } from './harness/program.js';

const ends = [];
const server = start({ after: (end) => ends.push(end) }, chapter('chapter-07'));
// From this machine in earnest: Chromium lets no other page talk to it.
const pages = createServer((_, answer) => {
  answer.setHeader('content-type', 'text/html');
  answer.end('<!doctype html><title>A page</title>');
});
await new Promise((resolve) => pages.listen(3000, '127.0.0.1', resolve));
const browser = await launch();
try {
  await server.lineWith('the lab:');
  const seen = events('http://127.0.0.1:8890/events?after=0');
  const page = await browser.newPage();
  const origin = 'http://localhost:3000/';
  await page.goto(origin);
  const heard = await page.evaluate(
    () => new Promise((resolve, reject) => {
      const socket = new WebSocket('ws://localhost:8888/');
      socket.onerror = () => reject(new Error('refused'));
      socket.onmessage = ({ data }) => {
        socket.send('Hello');
        resolve(data);
      };
    }),
  );
  console.log(`# Chromium ${browser.version()}, a page of ${origin}:`);
  console.log('# (only the word Headless is taken out of it)');
  console.log("# socket = new WebSocket('ws://localhost:8888/')");
  console.log(`# onmessage with '${heard}': socket.send('Hello')`);
  for await (const { way, bytes } of seen) {
    const up = way === 'up';
    const piece = Buffer.from(bytes, 'hex');
    for (const line of lines(piece)) console.log(`${up ? '->' : '<-'} ${line}`);
    if (up && piece[0] === 0x81) break;
  }
} finally {
  await browser.close();
  for (const end of ends) await end();
}
process.exit();

function lines(piece) {
  const text = piece.toString('latin1');
  if (!text.endsWith('\r\n\r\n')) return [piece.toString('hex').replace(/..(?=.)/g, '$& ')];
  // The word is there because nobody looks on; other browsers lack it.
  const honest = text.replace('HeadlessChrome', 'Chrome');
  return honest.split('\r\n').slice(0, -1).map((line) => `${line}\\r\\n`);
}

async function* events(address) {
  const answer = await new Promise((resolve, reject) => {
    get(address, resolve).on('error', reject);
  });
  const lines = createInterface(answer);
  lines.on('error', () => {}); // the chapter is ended before its stream is
  for await (const line of lines) {
    if (line.startsWith('data: ')) yield JSON.parse(line.slice(6));
  }
}
