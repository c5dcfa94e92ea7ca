// Chapter 02's recordings, in the hands of Wireshark's own reader.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chapter, start } from './harness/program.js';

const tshark = (...words) => {
  return spawnSync('tshark', words, { encoding: 'utf8', timeout: 30_000 });
};
const absent = tshark('--version').error && 'tshark is not installed';

test('Wireshark reads a recording and follows its conversation', {
  skip: absent && !process.env.CI && absent, // CI installs it
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'wiretap-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'recorded.pcapng');
  const words = ['--port', 0, '--to', '127.0.0.1:0', '--every', '50ms'];
  words.push('--count', 2, '--record', file);
  const wiretap = start(t, chapter('chapter-02'), ...words);
  assert.equal(await wiretap.end(), 0);

  const followed = tshark('-r', file, '-q', '-z', 'follow,tcp,ascii,0');
  assert.equal(followed.status, 0, followed.stderr);
  assert.match(followed.stdout, /127\.0\.0\.1:50001/);
  assert.equal(followed.stdout.match(/^ping$/gm)?.length, 2);
  assert.equal(followed.stdout.match(/^pong$/gm)?.length, 2);
  const checked = tshark('-r', file, '-o', 'ip.check_checksum:TRUE', '-T',
    'fields', '-e', 'ip.checksum.status', '-e', '_ws.malformed');
  const packets = checked.stdout.trim().split('\n').map((line) => line.trim());
  assert.deepEqual([...new Set(packets)], ['1'], 'good checksums, well formed');
});
