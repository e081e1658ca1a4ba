import { findOnPath, run } from './command.mjs';

/** The options with which Playwright launches the machine's own Chromium or Chrome, installed if need be. */
export function chromiumLaunchOptions() {
  return {
    executablePath: installedChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

function installedChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && findOnPath('apt-get')) {
    run('apt-get', ['update'], '/');
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], '/');
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'No Chromium was found: install it (`sudo apt-get install chromium`) or set CHROME_PATH to a Chrome.',
  );
}

const findChromium = () =>
  process.env.CHROME_PATH ??
  ['chromium', 'chromium-browser', 'google-chrome'].map(findOnPath).find((file) => file !== undefined);
