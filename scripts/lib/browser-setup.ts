import { existsSync } from 'node:fs'
import { runCommand } from './command.ts'

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGES = ['chromium', 'fonts-noto-cjk', 'xvfb', 'x11-xserver-utils', 'x11-utils']
/** For the tests of several displays; without them those are skipped by name. */
const X_TOOLS = ['Xvfb', 'xrandr', 'xwininfo']

export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM
  if (named !== undefined && named !== '') return named
  return CHROMIUM_PATHS.find((path) => existsSync(path))
}

/**
 * A Chromium and a Chinese font for the end-to-end tests: installed from Debian where this user may do so.
 * Resolves with the executable, or rejects with a sentence that says what to install.
 */
export async function prepareBrowser(): Promise<string> {
  const found = findChromium()
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const isWhole = !mayInstall || X_TOOLS.every((tool) => existsSync(`/usr/bin/${tool}`))
  if (found !== undefined && isWhole && (await hasChineseFont())) return found
  if (mayInstall) {
    console.error(`Installing ${PACKAGES.join(' and ')} for the end-to-end tests (once) ...`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runCommand('apt-get', ['update', '-qq'], { env })
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], { env })
  }
  const installed = findChromium()
  if (installed !== undefined && (await hasChineseFont())) return installed
  throw new Error(
    'The end-to-end tests need Chromium and a Chinese font. Install them ' +
      `(Debian: apt-get install ${PACKAGES.join(' ')}), or name a browser in CHROMIUM.`,
  )
}

async function hasChineseFont(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const { code, output } = await runCommand('fc-list', [':lang=zh'])
  return code === 0 && output.trim() !== ''
}
