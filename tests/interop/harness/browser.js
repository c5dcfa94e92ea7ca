// A real browser: the Chromium that is installed, driven by playwright-core.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** A running browser; `close()` ends it. */
export function launch() {
  return chromium.launch({
    executablePath: installed(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Names of other sites that lead to this machine.
      '--host-resolver-rules=MAP *.example 127.0.0.1',
      // Chromium refuses its sandbox to root, as whom CI often runs.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** `CHROMIUM`, or the first browser of that kind on the PATH. */
function installed() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome.exe'];
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const places = folders.flatMap((folder) => names.map((n) => join(folder, n)));
  const found = process.env.CHROMIUM ?? places.find((file) => existsSync(file));
  if (!found) {
    throw new Error(
      'there is no Chromium; install it (Debian: apt-get install chromium), ' +
        'or name it: CHROMIUM=/path/to/it npm test',
    );
  }
  return found;
}
