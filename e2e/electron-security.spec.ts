import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FOREIGN_HOSTS, PERMISSIONS, REFUSED_CHORDS, TRAVERSALS } from './fixtures/attack-lists.ts'
import {
  askForAll,
  hostNames,
  loadFrom,
  permissionStates,
  poisonPrototypes,
  runText,
} from './fixtures/attacks.ts'
import { runElectron } from './fixtures/electron-command.ts'
import { electron, expect, test } from './fixtures/electron-test.ts'
import { startForeignServer } from './fixtures/foreign-server.ts'
import { openHostileWindow, windowNames } from './fixtures/foreign-window.ts'
import { repoDir } from './fixtures/repo.ts'

test.skip(
  electron === undefined,
  'No Electron here: neither FIVETEN_ELECTRON, nor the real binary, nor the stand-in.',
)

/** What Chromium says on the console when it refuses; every attack below brings it about. */
const REFUSALS =
  /Content Security Policy|sandboxed|ERR_|Not allowed to|Failed to load|WebSocket|violates|blocked/i

test.beforeEach(async ({ host }) => {
  for (const wall of await host.walls(2)) await wall.expectLink('live')
})

test.afterEach(async ({ host, pageErrors }) => {
  pageErrors.forget(REFUSALS)
  // Whatever was tried: the wall is still there, in the windows it had.
  await (await host.wall()).expectLink('live')
  expect((await host.windows()).map(({ url }) => url)).toEqual(Array(2).fill('app://wall/index.html'))
})

// First: windows and pages that the others open and refuse take the keys from a page of the stand-in.
test('X4: no key opens anything, and the page does not hear it', async ({ host }) => {
  const { page } = await host.wall()
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    addEventListener('keydown', (event) => heard.push(event.key))
  })
  for (const chord of [...REFUSED_CHORDS, 'x']) await page.keyboard.press(chord)
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  await expect.poll(heard).toContain('x')
  expect((await heard()).filter((key) => !['Control', 'Shift', 'Alt', 'x'].includes(key))).toEqual([])
  for (const key of ['F12', 'shift+control+I', 'control+p', 'alt+F4'])
    expect(host.refused('key').join('\n').toLowerCase()).toContain(`: ${key.toLowerCase()};`)
  const open = await host.app.evaluate(({ BrowserWindow, Menu }) => ({
    devTools: BrowserWindow.getAllWindows().some((it) => it.webContents.isDevToolsOpened()),
    menu: Menu.getApplicationMenu(),
    // Electron has no menu for the right button but one that a listener builds.
    contextMenus: BrowserWindow.getAllWindows().map((it) => it.webContents.listenerCount('context-menu')),
  }))
  expect(open).toEqual({ devTools: false, menu: null, contextMenus: [0, 0] })
})

test('1, 8: nothing is loaded from another server, secure or not', async ({ host }) => {
  const wall = await host.wall()
  const foreign = await startForeignServer()
  try {
    await fetch(`${foreign.origin}/control`)
    expect(foreign.visits).toEqual(['GET /control'])
    const { origin, host: address, udpPort } = foreign
    await wall.page.evaluate(loadFrom, { origin, host: address, udpPort })
    expect(foreign.visits).toEqual(['GET /control'])
    expect(await wall.page.evaluate(() => 'foreign' in window)).toBe(false)
  } finally {
    await foreign.stop()
  }
})

test('2: neither Node nor Electron is in the page, in a frame or in a worker', async ({ host }) => {
  const { page } = await host.wall()
  expect(await page.evaluate(`(${hostNames.toString()})(window)`)).toEqual([])
  const found = await page.evaluate(async (code) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const inner = frame.contentWindow as unknown as Record<string, unknown>
    const look = new Function('scope', `return (${code})(scope)`) as (scope: object) => string[]
    const inFrame = [...look(inner), ...('fivetenHost' in inner ? ['fivetenHost'] : [])]
    frame.remove()
    const blob = new Blob([`postMessage((${code})(self))`], { type: 'text/javascript' })
    const worker = new Worker(URL.createObjectURL(blob))
    const inWorker = await new Promise((resolve) => (worker.onmessage = (event) => resolve(event.data)))
    worker.terminate()
    return { inFrame, inWorker }
  }, hostNames.toString())
  expect(found).toEqual({ inFrame: [], inWorker: [] })
})

test('3: what a page does to prototypes does not reach the preload', async ({ host }) => {
  const { page } = await host.wall()
  const beats = host.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const heard: unknown[] = []
    contents?.on('ipc-message', (_event, channel, ...args) =>
      heard.push([channel, args.length, typeof args[0]]),
    )
    return new Promise<unknown[]>((resolve) => setTimeout(() => resolve(heard), 2_500))
  })
  expect(await page.evaluate(poisonPrototypes, 2_300)).toEqual([])
  const heard = await beats
  expect(heard.length).toBeGreaterThan(0)
  for (const one of heard) expect(one).toEqual(['wall-page-beat', 1, 'boolean'])
  const name = await page.evaluate(() => {
    const scope = window as unknown as Record<string, unknown>
    const attempts = [
      () => (scope['fivetenHost'] = 'mine'),
      () => delete scope['fivetenHost'],
      () => Object.defineProperty(window, 'fivetenHost', { value: 'mine' }),
    ]
    for (const attempt of attempts)
      try {
        attempt()
      } catch {
        // Refused, as it should be.
      }
    return scope['fivetenHost']
  })
  expect(name).toBe('electron')
})

test('4, 6, 9, 10: every window has the preferences of a locked page', async ({ host }) => {
  const all = await host.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((it) => {
      const contents = it.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return contents.getLastWebPreferences()
    }),
  )
  expect(all).toHaveLength(2)
  for (const preferences of all) {
    for (const name of ['sandbox', 'contextIsolation', 'webSecurity'])
      expect(preferences[name], name).toBe(true)
    const off = ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag']
    for (const name of [
      ...off,
      'experimentalFeatures',
      'allowRunningInsecureContent',
      'navigateOnDragDrop',
      'devTools',
    ])
      expect(preferences[name] ?? false, name).toBe(false)
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('')
  }
  const switches = [
    'disable-web-security',
    'enable-blink-features',
    'enable-experimental-web-platform-features',
  ]
  const set = await host.app.evaluate(
    ({ app }, names) => names.filter((it) => app.commandLine.hasSwitch(it)),
    switches,
  )
  expect(set).toEqual([])
})

test('4: pages run in the sandbox of the system', async ({ host }) => {
  test.skip(electron?.isStandIn === true, 'The stand-in runs Chromium without its sandbox.')
  test.skip(process.getuid?.() === 0, 'Root cannot have a sandbox.')
  const pid = await host.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
})

test('5: every permission is refused, when it is asked for and when it is looked up', async ({ host }) => {
  const { page } = await host.wall()
  expect(await page.evaluate(askForAll)).toEqual([])
  const states = await page.evaluate(permissionStates, PERMISSIONS)
  expect(states).toEqual(Object.fromEntries(PERMISSIONS.map((name) => [name, 'denied'])))
  // The stand-in asks nobody about what was refused when it was looked up.
  if (electron?.isStandIn !== true) expect(host.refused('permission').length).toBeGreaterThan(0)
})

test('7: no text becomes code, and every answer carries the policy', async ({ host }) => {
  const { page } = await host.wall()
  expect(await page.evaluate(runText)).toEqual([])
  const headers = await page.evaluate(async () => {
    const answers = await Promise.all(['index.html', 'none.html'].map((path) => fetch(path)))
    return answers.map((it) => it.headers.get('content-security-policy') ?? '')
  })
  for (const policy of headers) {
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/)
  }
})

test('11, 12: a webview is nothing but a name', async ({ host }) => {
  const { page } = await host.wall()
  const made = await page.evaluate(() => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'https://example.org/')
    view.setAttribute('allowpopups', '')
    view.setAttribute('nodeintegration', '')
    document.body.append(view)
    const found = {
      type: view.constructor.name,
      frame: 'contentWindow' in view,
      rooted: view.shadowRoot !== null,
    }
    view.remove()
    return found
  })
  expect(made).toEqual({ type: 'HTMLElement', frame: false, rooted: false })
  // The second lock, in case somebody opens the first.
  const refused = await host.app.evaluate(({ BrowserWindow }) => {
    let prevented = false
    const event = { preventDefault: () => (prevented = true) } as unknown as Electron.Event
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.emit('will-attach-webview', event, {}, { src: 'https://example.org/' })
    return prevented
  })
  expect(refused).toBe(true)
  expect(host.refused('webview')).toHaveLength(1)
})

test('16: Electron is the one that is pinned', async ({ host }) => {
  const manifest = JSON.parse(readFileSync(join(repoDir, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const pinned = manifest.devDependencies['electron'] ?? ''
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/)
  const running = await host.app.evaluate(() => process.versions['electron'] ?? '')
  const [part, whole] =
    electron?.isStandIn === true ? [running.split('.')[0], pinned.split('.')[0]] : [running, pinned]
  expect(part).toBe(whole)
})

test('X2, 17: a foreign frame gets no port, and unknown channels no answer', async ({ host }) => {
  const report = await openHostileWindow(host)
  expect(report).toEqual({ ports: 0, modules: [], answers: [] })
  expect(host.refused('port').join()).toContain('asked for by data:text/html')
  const messages = host.refused('message').join()
  for (const channel of ['stop', '__proto__', 'constructor', 'error'])
    expect(messages).toContain(`channel ${channel};`)
})

test('X2, 18: no address leads out of the folder of the pages', async ({ host }) => {
  const { page } = await host.wall()
  const statuses = await page.evaluate(
    (all) => Promise.all(all.map(async (path) => (await fetch(path)).status)),
    TRAVERSALS,
  )
  expect(Object.fromEntries(TRAVERSALS.map((path, i) => [path, statuses[i]]))).toEqual(
    Object.fromEntries(TRAVERSALS.map((path) => [path, 404])),
  )
  // Asked in main no browser tidies the address up before.
  const raw = [...FOREIGN_HOSTS, ...TRAVERSALS.map((path) => `app://wall${path}`)]
  const answers = await host.app.evaluate(
    ({ net }, all) =>
      Promise.all(
        all.map((it) =>
          net.fetch(it).then(
            ({ status }) => status,
            () => 0,
          ),
        ),
      ),
    raw,
  )
  expect(answers.filter((status) => status !== 404 && status !== 0)).toEqual([])
  const methods = await page.evaluate(() =>
    Promise.all(
      ['POST', 'PUT', 'DELETE'].map(async (method) => (await fetch('/index.html', { method })).status),
    ),
  )
  expect(methods).toEqual([404, 404, 404])
  expect(await page.evaluate(async () => (await fetch('/index.html')).status)).toBe(200)
})

test('20: a page finds one name more than a plain one', async ({ host }) => {
  const plain = new Set(await windowNames(host, undefined))
  const ours = await windowNames(host, join(repoDir, 'dist/electron/preload.cjs'))
  expect(ours.filter((name) => !plain.has(name))).toEqual(['fivetenHost'])
  const { page } = await host.wall()
  const type = await page.evaluate(() => typeof (window as unknown as Record<string, unknown>)['fivetenHost'])
  expect(type).toBe('string')
})

test('X4: nothing is printed, asked, dropped or saved', async ({ host, pageErrors }) => {
  const { page } = await host.wall()
  const answers = await page.evaluate(() => {
    print()
    return { alert: alert('x'), confirm: confirm('x'), prompt: prompt('x') }
  })
  expect(answers).toEqual({ alert: undefined, confirm: false, prompt: null })
  const ignored = pageErrors.texts.filter((text) => text.includes('Ignored call to'))
  for (const call of ['print()', 'alert()', 'confirm()', 'prompt()']) expect(ignored.join()).toContain(call)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 900, y: 500, data })
  await session.detach()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = './index.html'
    link.download = 'wall.html'
    link.click()
  })
  expect(await page.locator('input[type=file]').count()).toBe(0)
})

test('a second start changes nothing, whatever it asks for', async ({ host }) => {
  if (electron === undefined) return
  const hostile = [
    '--gateway=192.0.2.1:1',
    '--devtools',
    '--windowed',
    'https://example.org/',
    'app://other/',
  ]
  const { code, output } = await runElectron(electron, [`--data=${host.dataDir}`, ...hostile])
  expect(code, output).toBe(0)
  expect(output).toContain('already running')
  for (const window of await host.windows()) expect(window.kiosk).toBe(true)
})

test('packed, it does not start with a switch that takes a lock away', async () => {
  if (electron === undefined) return
  const run = { switches: ['--remote-debugging-port=0'], env: { ELECTRON_FORCE_IS_PACKAGED: '1' } }
  const { code, output } = await runElectron(electron, [], run)
  expect(code, output).toBe(1)
  expect(output).toContain('The wall does not start with')
  expect(output).toContain('--remote-debugging-port')
})
