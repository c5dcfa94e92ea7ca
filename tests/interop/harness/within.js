// Every wait has a limit, and says what it waited for.

const PATIENCE = 10_000; // ms; for a machine that has much else to do

/** The promise's value; fails if it takes longer. */
export function within(what, promise, patience = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`waited ${patience} ms for ${what}`));
    }, patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** For what can only be asked again and again. */
export async function until(what, holds, patience = PATIENCE) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (await holds()) return;
    await pause(10);
  }
  throw new Error(`waited ${patience} ms until ${what}`);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
