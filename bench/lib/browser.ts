import { chromium, type Browser } from 'playwright-core'
import { prepareBrowser } from '../../scripts/lib/browser-setup.ts'

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await prepareBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--lang=zh-CN',
    ],
  })
}
