import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { makeTempFolders } from '../core/testing/temp-folder.ts'
import { PROTOCOL } from '../domain/view/contract.ts'
import { makeGatewayBench } from '../gateway/testing/gateway-bench.ts'
import { makeAuthority, makeLeaf } from '../scripts/certs/make-certificates.ts'
import { runKiosk } from './testing/kiosk-bench.ts'

const gateways = makeGatewayBench()
const kept = makeTempFolders()
const folders = makeTempFolders()
let made = ''
let folder = ''
let wall: Awaited<ReturnType<typeof runKiosk>>
const stops: (() => Promise<void>)[] = []

const file = (name: string): string => join(folder, name)
const leafHosts = ['DNS:localhost', 'IP:127.0.0.1', 'DNS:wall.example']

beforeAll(() => {
  made = kept.take()
  makeAuthority(made)
  makeLeaf(made, { name: 'wall', usage: 'server', hosts: leafHosts, days: 1 })
  makeLeaf(made, { name: 'wall-2', usage: 'server', hosts: leafHosts, days: 1 })
  makeLeaf(made, { name: 'elsewhere', usage: 'server', hosts: ['DNS:elsewhere'], days: 1 })
  makeLeaf(made, { name: 'old', usage: 'server', hosts: leafHosts, days: -1 })
  makeLeaf(made, { name: 'person', usage: 'client', days: 1 })
  return () => kept.clear()
})
beforeEach(() => {
  folder = folders.take()
  put('wall')
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await gateways.clear()
  folders.clear()
})

function put(name: string): void {
  for (const ending of ['crt', 'key']) copyFileSync(join(made, `${name}.${ending}`), file(`serve.${ending}`))
}

const authority = (): string => readFileSync(join(made, 'ca.crt'), 'utf8')

async function start(tokenFile?: string): Promise<typeof wall> {
  const gateway = await gateways.start()
  wall = await runKiosk(gateway.address, {
    certificate: { certFile: file('serve.crt'), keyFile: file('serve.key') },
    ca: authority(),
    ...(tokenFile === undefined ? {} : { tokenFile }),
  })
  stops.push(() => wall.stop())
  return wall
}

interface Offer {
  readonly origin?: string
  readonly host?: string
  readonly token?: string
}

function open({
  origin = `https://127.0.0.1:${wall.port}`,
  host,
  token = wall.token,
}: Offer = {}): WebSocket {
  return new WebSocket(`wss://127.0.0.1:${wall.port}/session`, ['fiveten.v1', `token.${token}`], {
    ca: authority(),
    headers: { origin, ...(host === undefined ? {} : { host }) },
  })
}

function statusOf(socket: WebSocket): Promise<number | 'open'> {
  return new Promise((resolve) => {
    socket.on('open', () => resolve('open'))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  })
}

/** The certificate that a new connection is shown. */
function shown(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: wall.port, host: '127.0.0.1', ca: authority() })
    socket.on('error', reject)
    socket.on('secureConnect', () => {
      resolve(socket.getPeerCertificate().subject.CN as string)
      socket.destroy()
    })
  })
}

const logged = (text: string) => () => wall.log.filter((line) => line.includes(text)).length

describe('a wall that is served with TLS', () => {
  test('serves its pages over https, and a session over wss with the token', async () => {
    await start()
    expect(wall.kiosk.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/)
    const page = await wall.get('/')
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>wall</title>' })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    const socket = open()
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'attach', protocol: PROTOCOL, viewId: 'tablet' }))
    const [data] = await once(socket, 'message')
    expect(JSON.parse(String(data))).toMatchObject({ type: 'world' })
    socket.close()
  })

  test.each<[string, () => Offer, number | 'open']>([
    ['a page of this wall by another name of its certificate', () => byName('wall.example'), 'open'],
    ['a wrong token', () => ({ token: 'guess' }), 401],
    ['no token', () => ({ token: '' }), 401],
    ['a page that came in the open', () => ({ origin: `http://127.0.0.1:${wall.port}` }), 403],
    ['a foreign page', () => ({ origin: 'https://evil.example' }), 403],
    ['a foreign name for this machine', () => byName('rebound.example'), 403],
    ['a name with a user in it', () => ({ host: `evil@127.0.0.1:${wall.port}` }), 403],
    ['another port', () => ({ host: '127.0.0.1:1' }), 403],
    ['no port, which is 443', () => ({ host: '127.0.0.1' }), 403],
  ])('%s', async (_, offer, expected) => {
    await start()
    const socket = open(offer())
    expect(await statusOf(socket)).toBe(expected)
    socket.terminate()
  })

  test('tells its health to who has the token, and to nobody else', async () => {
    await start()
    const refused = await wall.get('/healthz')
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    expect(refused.body).not.toContain('gateway')
    expect((await wall.get('/healthz', { authorization: 'Bearer guess' })).status).toBe(401)
    expect((await wall.get(`/healthz?token=${wall.token}`)).status).toBe(401)
    const { status, body } = await wall.get('/healthz', { authorization: `Bearer ${wall.token}` })
    expect(status).toBe(200)
    expect(JSON.parse(body)).toHaveProperty('link.state')
  })

  test('answers nothing in the open', async () => {
    await start()
    await expect(fetch(`http://127.0.0.1:${wall.port}/`)).rejects.toThrow()
    expect((await wall.get('/')).status).toBe(200)
  })

  test('writes its token into no log', async () => {
    await start()
    const socket = open({ token: `${wall.token}x` })
    await statusOf(socket)
    await wall.get('/healthz', { authorization: `Bearer ${wall.token}` })
    await wall.get(`/no-such-page?token=${wall.token}`)
    await wall.stop()
    stops.splice(0)
    expect(wall.log.length).toBeGreaterThan(0)
    expect(wall.log.filter((line) => line.includes(wall.token))).toEqual([])
  })

  test('uses a new certificate without a restart; half of one is said once, and the last good one stays', async () => {
    await start()
    const socket = open()
    await once(socket, 'open')
    expect(await shown()).toBe('wall')
    const whole = readFileSync(join(made, 'wall-2.crt'))
    writeFileSync(file('serve.crt'), whole.subarray(0, whole.length / 2))
    await expect.poll(logged('holds no whole certificate'), { timeout: 20_000 }).toBe(1)
    expect(await shown()).toBe('wall')
    writeFileSync(file('serve.crt'), whole)
    await expect.poll(logged('is not the whole private key of'), { timeout: 20_000 }).toBe(1)
    expect(await shown()).toBe('wall')
    copyFileSync(join(made, 'wall-2.key'), file('serve.key'))
    await expect.poll(() => shown(), { timeout: 20_000 }).toBe('wall-2')
    expect(logged('holds no whole certificate')()).toBe(1)
    expect(socket.readyState).toBe(WebSocket.OPEN)
    socket.close()
  })
})

function byName(name: string): Offer {
  return { host: `${name}:${wall.port}`, origin: `https://${name}:${wall.port}` }
}

test.each([
  ['elsewhere', /is for DNS:elsewhere, not for 127\.0\.0\.1\. Browsers would refuse it/],
  ['old', /ended on .*Make a new one/],
  ['person', /is not one for servers/],
])('the certificate %s is refused at the start', async (name, sentence) => {
  put(name)
  await expect(start()).rejects.toThrow(sentence)
})

describe('a token in a file', () => {
  const TOKEN = 'a-token-that-people-keep-for-a-tablet'

  function tokenFile(text: string, mode = 0o600): string {
    writeFileSync(file('token'), text)
    chmodSync(file('token'), mode)
    return file('token')
  }

  test('opens sessions, and is not printed', async () => {
    await start(tokenFile(`${TOKEN}\n`))
    expect(wall.kiosk.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/)
    expect(await statusOf(open({ token: TOKEN }))).toBe('open')
    expect(await statusOf(open({ token: 'another' }))).toBe(401)
  })

  test.each([
    ['too-short', 0o600, 'must hold 32 to 200 letters'],
    [TOKEN, 0o644, 'may be read by others. Change that with: chmod 600'],
  ])('%s with mode %i is refused without being shown', async (text, mode, sentence) => {
    const started = start(tokenFile(text, mode))
    await expect(started).rejects.toThrow(sentence)
    await expect(started).rejects.not.toThrow(text)
  })

  test('that is not there is refused', async () => {
    await expect(start(file('no-token'))).rejects.toThrow('cannot be read')
  })
})
