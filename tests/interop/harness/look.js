// Looks at one page as a reader would see it, and says what is wrong.

const PATIENCE = 10_000; // ms

/** The faults of `address` + `page` in a window of these properties. */
export async function faultsOf(browser, address, page, properties) {
  const faults = [];
  const context = await browser.newContext(properties);
  context.setDefaultTimeout(PATIENCE);
  const tab = await context.newPage();
  tab.on('pageerror', (error) => faults.push(`a script failed: ${error}`));
  tab.on('console', (message) => {
    const told = ['error', 'warning'].includes(message.type());
    if (told) faults.push(`the console says: ${message.text()}`);
  });
  // The book has to work offline.
  await context.route('**', (route) => {
    const url = route.request().url();
    if (url.startsWith(address)) return route.continue();
    faults.push(`asks a foreign server for ${url}`);
    return route.abort();
  });
  await tab.goto(address + page, { waitUntil: 'load' });
  faults.push(...(await tab.evaluate(themeInThePage, properties.colorScheme)));
  // What is folded has to fit, too.
  await tab.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  faults.push(...(await tab.evaluate(widthInThePage)));
  faults.push(...(await tab.evaluate(picturesInThePage)));
  await context.close();
  return faults;
}

// The functions below run in the page.

function themeInThePage(scheme) {
  const theme = { light: 'light', dark: 'navy' }[scheme];
  const worn = document.documentElement.classList;
  if (worn.contains(theme)) return [];
  return [`wears the theme “${worn}”, not ${theme}`];
}

function widthInThePage() {
  const { scrollWidth } = document.documentElement;
  const faults = [];
  if (scrollWidth > window.innerWidth) {
    faults.push(`is ${scrollWidth} px wide: it scrolls sideways`);
  }
  // mdBook's main column hides what is too wide, or scrolls on its own.
  for (const element of document.querySelectorAll('main *')) {
    const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
    const box = element.getBoundingClientRect();
    if (box.right <= window.innerWidth + 1 || box.width === 0) continue;
    let inside = element.parentElement;
    while (inside && inside.tagName !== 'MAIN' && !scrolls(inside)) {
      inside = inside.parentElement;
    }
    if (inside && inside.tagName !== 'MAIN') continue;
    const text = element.textContent.trim().slice(0, 40);
    faults.push(`<${element.localName}> “${text}” is cut at the right`);
    break; // its children are cut as well
  }
  return faults;
}

function picturesInThePage() {
  const faults = [];
  for (const picture of document.querySelectorAll('main img, main svg')) {
    // Signs on buttons and in front of a box's title say nothing by themselves.
    const sign =
      '[aria-hidden="true"], button, .buttons, .fa-svg, .blockquote-tag-title';
    if (picture.closest(sign) || picture.parentElement.closest('svg')) continue;
    const labelled = (picture.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .map((id) => id && document.getElementById(id)?.textContent)
      .join(' ');
    const name = (
      picture.getAttribute('aria-label') ??
      picture.getAttribute('alt') ??
      labelled
    ).trim();
    const shown = `<${picture.localName}> ${name.slice(0, 40) || picture.id}`;
    if (!name) faults.push(`${shown} has no name for who cannot see it`);
    const { width, height } = picture.getBoundingClientRect();
    const visible = picture.checkVisibility({ visibilityProperty: true });
    if (!visible || width < 1 || height < 1) {
      faults.push(`${shown} is not to be seen`);
    }
    if (picture.localName === 'img' && picture.naturalWidth === 0) {
      faults.push(`${shown} was not loaded: ${picture.getAttribute('src')}`);
    }
  }
  return faults;
}
