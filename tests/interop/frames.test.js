// The lab's decoder, without a page: the RFC's examples, whole and in pieces.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import '../../book/assets/lab/frames.js';
import '../../book/assets/lab/close-codes.js';
import '../../book/assets/lab/told.js';

const { Way, Told, explain } = globalThis.socketLab;
const KEY = 'GET / HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
const AGREED = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n';
const HEADS = { up: KEY, down: AGREED };

const hexOf = (text) => Buffer.from(text, 'latin1').toString('hex');
const plain = (hex) => hex.replaceAll(' ', '');

/** A line of the tap, of which at most `told` bytes were told. */
function piece(hex, told = Infinity) {
  const all = plain(hex);
  return { us: 7, size: all.length / 2, bytes: all.slice(0, 2 * told) };
}

/** A way whose head has passed. */
function opened(name) {
  const way = new Way(name);
  const [head] = way.feed(piece(hexOf(HEADS[name])));
  assert.equal(head.kind, 'head');
  return way;
}

/** What comes out, however the bytes are cut into pieces. */
function everyWay(name, hex, check) {
  const all = plain(hex);
  const whole = opened(name).feed(piece(all));
  const way = opened(name);
  const single = all.match(/../g).flatMap((byte) => way.feed(piece(byte)));
  check(whole);
  check(single);
  for (let cut = 2; cut < all.length; cut += 2) {
    const way = opened(name);
    const parts = [all.slice(0, cut), all.slice(cut)];
    check(parts.flatMap((part) => way.feed(piece(part))));
  }
}

const said = (frame) => Buffer.from(frame.payload).toString('latin1');

test('an unmasked text is read, in any pieces', () => {
  everyWay('down', '81 05 48 65 6c 6c 6f', ([frame, ...more]) => {
    assert.equal(more.length, 0);
    assert.equal(frame.name, 'text');
    assert.deepEqual([frame.fin, frame.mask, frame.form], [true, null, 7]);
    assert.deepEqual([frame.size, frame.overhead, frame.length], [7, 2, 5]);
    assert.equal(said(frame), 'Hello');
    assert.deepEqual(frame.faults, []);
  });
});

test('a masked text is unmasked, in any pieces', () => {
  everyWay('up', '81 85 37 fa 21 3d 7f 9f 4d 51 58', ([frame]) => {
    assert.deepEqual(frame.mask, [0x37, 0xfa, 0x21, 0x3d]);
    assert.deepEqual(frame.raw, [0x7f, 0x9f, 0x4d, 0x51, 0x58]);
    assert.equal(said(frame), 'Hello');
    assert.deepEqual([frame.size, frame.overhead], [11, 6]);
    assert.deepEqual(frame.faults, []);
  });
});

test('fragments belong to one message, with a ping between them', () => {
  const frames = '01 03 48 65 6c  89 05 48 65 6c 6c 6f  80 02 6c 6f  81 00';
  everyWay('down', frames, (found) => {
    const names = found.map(({ name }) => name);
    assert.deepEqual(names, ['text', 'ping', 'continuation', 'text']);
    const [first, ping, second, next] = found;
    assert.deepEqual([first.message, first.fragment, first.fin], [1, 1, false]);
    assert.deepEqual([ping.control, ping.message], [true, undefined]);
    assert.deepEqual([second.message, second.fragment, second.fin], [1, 2, true]);
    assert.deepEqual([next.message, next.fragment, next.length], [2, 1, 0]);
  });
});

test('a masked pong is unmasked', () => {
  const [pong] = opened('up').feed(piece('8a 85 37 fa 21 3d 7f 9f 4d 51 58'));
  assert.deepEqual([pong.name, pong.control, said(pong)], ['pong', true, 'Hello']);
});

for (const [size, header, form] of [
  [125, '82 7d', 7],
  [126, '82 7e 00 7e', 16],
  [256, '82 7e 01 00', 16],
  [65535, '82 7e ff ff', 16],
  [65536, '82 7f 00 00 00 00 00 01 00 00', 64],
]) {
  test(`a length of ${size} is written in ${form} bits`, () => {
    const bytes = plain(header) + 'ab'.repeat(size) + '8100';
    const way = opened('down');
    const found = bytes.match(/.{2,776}/g).flatMap((part) => way.feed(piece(part)));
    assert.equal(found.length, 2, 'the next frame is found behind it');
    assert.deepEqual([found[0].length, found[0].form], [size, form]);
    assert.deepEqual(found[0].faults, []);
    assert.ok(found[0].raw.length <= 256, 'not all is kept');
  });
}

test('of a long piece the beginning is enough, if one frame fills it', () => {
  const way = opened('down');
  const long = `827e 0400 ${'ab'.repeat(1024)}`;
  const [frame] = way.feed(piece(long, 100));
  assert.deepEqual([frame.length, frame.size, frame.raw.length], [1024, 1028, 96]);
  assert.equal(said(way.feed(piece('81 05 48 65 6c 6c 6f'))[0]), 'Hello');
});

test('nobody guesses frames in bytes that were not told', () => {
  const way = opened('down');
  const found = way.feed(piece('81 01 41 81 01 42 81 01 43', 4));
  assert.deepEqual(found.map(({ kind }) => kind), ['frame', 'lost']);
  const [after] = way.feed(piece('81 01 44'));
  assert.deepEqual([after.kind, after.size], ['lost', 3]);
});

test('what should not be is noted', () => {
  const noted = (way, hex) => opened(way).feed(piece(hex))[0].faults.join();
  assert.match(noted('up', '81 00'), /not masked/);
  assert.match(noted('down', '81 80 01 02 03 04'), /masked, as a server must not/);
  assert.match(noted('down', 'c1 00'), /reserved bit/);
  assert.match(noted('down', '83 00'), /opcode without a meaning/);
  assert.match(noted('down', '09 00'), /control frame in fragments/);
  assert.match(noted('down', '81 7e 00 01 41'), /not the shortest/);
  assert.match(noted('down', `89 7e 00 7e ${'00'.repeat(126)}`), /over 125/);
});

test('a refusal is no WebSocket', () => {
  const way = new Way('down');
  const text = 'HTTP/1.1 403 Forbidden\r\n\r\nerror: no\n';
  const [head, body] = way.feed(piece(hexOf(text)));
  assert.deepEqual([head.kind, head.status], ['head', 403]);
  assert.deepEqual([body.kind, body.text], ['body', 'error: no\n']);
});

test('an end in the middle of a frame says what is missing', () => {
  const way = opened('down');
  way.feed(piece('81 05 48 65'));
  const [end] = way.feed({ us: 9, end: 'RST' });
  assert.deepEqual([end.end, end.begun, end.missing], ['RST', true, 3]);
  assert.deepEqual(way.feed({ us: 9, end: 'FIN' }), [], 'it ends once');
});

test('a frame knows in how many pieces it came', () => {
  const way = opened('down');
  const found = ['81', '05 48', '65 6c 6c 6f 81', '00', '81 00 81 00']
    .flatMap((part) => way.feed(piece(part)));
  assert.deepEqual(found.map(({ pieces }) => pieces), [3, 2, 1, 1]);
});

/** What a page is told of these pieces. */
function told(...pieces) {
  const ways = { up: new Way('up'), down: new Way('down') };
  const page = new Told();
  const heads = [['up', piece(hexOf(KEY))], ['down', piece(hexOf(AGREED))]];
  return [...heads, ...pieces]
    .flatMap(([way, piece]) => ways[way].feed(piece))
    .flatMap((item) => page.hear(item))
    .slice(2);
}

const FIN = { us: 9, end: 'FIN' };

test('a page is told of a message once, when its last fragment is there', () => {
  const first = ['down', piece('01 03 48 65 6c')];
  const ping = ['down', piece('89 00')];
  assert.deepEqual(told(first, ping), []);
  const [message, ...more] = told(first, ping, ['down', piece('80 02 6c 6f')]);
  assert.deepEqual(more, []);
  assert.deepEqual(message, { kind: 'message', number: 1, size: 5, text: 'Hello' });
});

test('a page is told the code that came, or that none came', () => {
  const up = ['up', piece('88 82 00 00 00 00 03 e8')];
  const down = (hex) => ['down', piece(hex)];
  const end = (...pieces) => {
    const { code, wasClean } = told(...pieces, ['down', FIN]).at(-1);
    return [code, wasClean];
  };
  assert.deepEqual(end(up, down('88 02 03 e9')), [1001, true]);
  assert.deepEqual(end(up, down('88 00')), [1005, true]);
  assert.deepEqual(end(up), [1006, false]);
  const both = told(up, down('88 02 03 e8'), ['down', FIN], ['up', FIN]);
  assert.deepEqual(both.map(({ kind }) => kind), ['closing', 'close']);
});

test('each code has its words, and four of them never travel', () => {
  const codes = Array.from({ length: 16 }, (_, at) => 1000 + at);
  const never = codes.filter((code) => !explain(code).travels);
  assert.deepEqual(never, [1004, 1005, 1006, 1015]);
  assert.equal(new Set(codes.map((code) => explain(code).name)).size, 16);
  assert.deepEqual([explain(3000).name, explain(4999).name], ['registered', 'private']);
  assert.equal(explain(999).name, 'unknown');
});
