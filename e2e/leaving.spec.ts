import { electron, expect, test } from './fixtures/electron-test.ts'

// Items 13 to 15 of the security list.
test.skip(
  electron === undefined,
  'No Electron here: neither FIVETEN_ELECTRON, nor the real binary, nor the stand-in.',
)

test.afterEach(async ({ host, pageErrors }) => {
  pageErrors.forget(/Content Security Policy|sandboxed|ERR_|Not allowed to|blocked/i)
  await (await host.wall()).expectLink('live')
  expect((await host.windows()).map(({ url }) => url)).toEqual(Array(2).fill('app://wall/index.html'))
})

test('X2, 13: a page goes nowhere', async ({ host }) => {
  const { page } = await host.wall()
  await page.evaluate(() => ((window as unknown as Record<string, unknown>)['same'] = true))
  const go = (address: string) => page.evaluate((to) => window.location.assign(to), address)
  // One after the other: a page that wants two things at once wants the later one only.
  const expectRefused = (address: string) =>
    expect.poll(() => host.refused('navigation').join('\n')).toContain(`wanted to go to ${address}; refused`)
  for (const address of ['https://example.org/assigned', 'http://127.0.0.1:9/', 'app://other/index.html']) {
    await go(address)
    await expectRefused(address)
  }
  await page.evaluate(() => window.open('https://example.org/self', '_self') === null)
  await expectRefused('https://example.org/self')
  await page.evaluate(() => {
    const html = '<a href="https://example.org/link">x</a>'
    document.head.append(document.createRange().createContextualFragment(html))
    document.querySelector<HTMLAnchorElement>('a[href$="/link"]')?.click()
  })
  await expectRefused('https://example.org/link')
  await page.evaluate(() => {
    const html = '<meta http-equiv="refresh" content="0;url=https://example.org/meta">'
    document.head.append(document.createRange().createContextualFragment(html))
  })
  await expectRefused('https://example.org/meta')
  for (const address of ['file:///etc/passwd', 'data:text/html,away', 'blob:https://example.org/1'])
    await go(address).catch(() => undefined)
  expect(await page.evaluate(() => 'same' in window)).toBe(true)
})

test('X2, 14: a page opens nothing', async ({ host }) => {
  const { page } = await host.wall()
  const opened = await page.evaluate(() =>
    ['https://example.org/', 'about:blank', './index.html', 'data:text/html,x', 'file:///etc/passwd'].map(
      (address) => window.open(address, '_blank', 'width=100,height=100') !== null,
    ),
  )
  expect(opened).not.toContain(true)
  await expect.poll(() => host.refused('window').length).toBeGreaterThanOrEqual(4)
})

test('15: nothing is handed to another program', async ({ host }) => {
  const { page } = await host.wall()
  if (host.control === undefined)
    await host.app.evaluate(({ shell }) => {
      const seen: string[] = []
      Object.assign(globalThis, { handedOut: seen })
      shell.openExternal = async (url) => void seen.push(url)
    })
  for (const address of [
    'mailto:a@example.org',
    'ssh://example.org',
    'tel:110',
    'vscode://file/etc/passwd',
  ]) {
    await page.evaluate((to) => window.location.assign(to), address)
    await page.evaluate((to) => window.open(to) === null, address)
  }
  const handed =
    (await host.control?.openedExternal()) ??
    (await host.app.evaluate(() => (globalThis as unknown as { handedOut: string[] }).handedOut))
  expect(handed).toEqual([])
})
