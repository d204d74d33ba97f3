import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenOf, parseOptions, serveFilesOf, tlsOf } from './options.ts'
import { makePages } from './testing/kiosk-bench.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

let folder: ReturnType<typeof makePages>
beforeEach(() => (folder = makePages()))
afterEach(() => folder.remove())

/** The kiosk as a program of its own. */
function run(args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (bytes: Buffer) => (output.stdout += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (output.stderr += bytes.toString()))
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => code ?? signal)
  return { child, output, ended }
}

const usual = () => [
  ...['--gateway', '127.0.0.1:1', '--port', '0'],
  ...['--data', join(folder.root, 'data'), '--pages', folder.pages],
]

test('prints its address with the token alone on a line, and SIGTERM ends it with 0', async () => {
  const { child, output, ended } = run(usual())
  await once(child.stdout, 'data')
  expect(output.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}\n$/)
  const { origin } = new URL(output.stdout.trim())
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(output.stderr).not.toContain(new URL(output.stdout.trim()).hash)
})

test('a taken port is a sentence and exit code 1', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const port = String((taken.address() as AddressInfo).port)
  const { output, ended } = run([...usual(), '--port', port])
  expect(await ended).toBe(1)
  expect(output.stderr).toBe(
    `Port ${port} is taken by another program. Stop it, or choose another with --port N.\n`,
  )
  taken.close()
})

test('a cache from a newer program is a sentence and exit code 1', async () => {
  const data = join(folder.root, 'newer')
  const { child, ended } = run([...usual(), '--data', data])
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  await ended
  const file = new Database(join(data, 'cache.db'))
  file.pragma('user_version = 9990')
  file.close()
  const second = run([...usual(), '--data', data])
  expect(await second.ended).toBe(1)
  expect(second.output.stderr).toMatch(/schema 9990.*Start the newer program/)
  expect(second.output.stderr).not.toMatch(/^\s+at /m)
})

test('pages that are not built are a sentence and exit code 1', async () => {
  const { output, ended } = run([...usual(), '--pages', join(folder.root, 'nothing')])
  expect(await ended).toBe(1)
  expect(output.stderr).toContain('npm run build')
})

test('a data folder that cannot be made keeps the wall in memory', async () => {
  const file = join(folder.root, 'a-file')
  writeFileSync(file, '')
  const { child, output, ended } = run([...usual(), '--data', join(file, 'data')])
  await once(child.stdout, 'data')
  const health = await (await fetch(new URL('/healthz', output.stdout.trim()))).json()
  expect(health).toMatchObject({
    cache: { inMemory: true },
    notices: expect.arrayContaining(['cache-in-memory', 'outbox-failed']),
  })
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('a bad option is named, with the usage and exit code 2', async () => {
  const { output, ended } = run(['--port', '70000'])
  expect(await ended).toBe(2)
  expect(output.stderr).toMatch(/^--port: .*\n\nUsage: npm run kiosk/)
  expect(output.stdout).toBe('')
})

test.each([
  [['--port', '']],
  [['--port', '-1']],
  [['--port', '80.5']],
  [['--gateway', 'nowhere']],
  [['--gateway', 'host:99999']],
  [['--gateway', 'http://host:1']],
  [['--data', '']],
  [['--display-width-mm', 'wide']],
  [['--tls-ca', 'ca.crt']],
  [['--tls-cert', 'a', '--tls-key', 'b']],
  [['--actor', '']],
  [['--listen', 'here']],
  [['--listen', '127.0.0.1:70000']],
  [['--listen', '127.0.0.1:1', '--port', '1']],
  [['--serve-cert', 'a']],
  [['--serve-key', 'b']],
  [['--token-file', '']],
  [['--no-such-option']],
  [['stray']],
])('%j is refused', (args) => {
  expect(() => parseOptions(args)).toThrow()
})

test('options have defaults', () => {
  expect(parseOptions([])).toMatchObject({ gateway: '127.0.0.1:5510', data: 'data/kiosk' })
  expect(listenOf(parseOptions([]))).toEqual({ host: '127.0.0.1', port: 4510 })
  expect(parseOptions(['--gateway', '[::1]:5510']).gateway).toBe('[::1]:5510')
})

test('the three files of TLS come together', () => {
  expect(tlsOf(parseOptions([]))).toBeUndefined()
  const files = ['--tls-ca', 'a', '--tls-cert', 'b', '--tls-key', 'c']
  expect(tlsOf(parseOptions(files))).toEqual({ caFile: 'a', certFile: 'b', keyFile: 'c' })
})

test('beyond this machine and in the open is refused with a sentence and exit code 2', async () => {
  const { output, ended } = run(['--gateway', '127.0.0.1:1', '--listen', '0.0.0.0:0'])
  expect(await ended).toBe(2)
  expect(output.stderr).toMatch(/^0\.0\.0\.0 can be reached from other machines.*--serve-cert FILE/)
  expect(output.stdout).toBe('')
})

test.each(['0.0.0.0:4510', '[::]:4510', '10.0.0.7:4510', 'wall.example:4510', '[fd00::7]:4510'])(
  '%s needs TLS',
  (listen) => {
    expect(() => listenOf(parseOptions(['--listen', listen]))).toThrow('can be reached from other machines')
    const files = ['--serve-cert', 'a', '--serve-key', 'b']
    expect(listenOf(parseOptions(['--listen', listen, ...files])).port).toBe(4510)
    expect(serveFilesOf(parseOptions(files))).toEqual({ certFile: 'a', keyFile: 'b' })
  },
)

test.each(['127.0.0.1:4510', '127.0.0.2:4510', '[::1]:4510', 'localhost:4510'])(
  '%s is this machine',
  (listen) => {
    expect(listenOf(parseOptions(['--listen', listen])).port).toBe(4510)
  },
)
