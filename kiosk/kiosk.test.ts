import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { PROTOCOL, type HostMessage } from '../domain/view/contract.ts'
import { makeGatewayBench } from '../gateway/testing/gateway-bench.ts'
import { unitRecord } from '../gateway/testing/records.ts'
import { runKiosk } from './testing/kiosk-bench.ts'

const gateways = makeGatewayBench()
let wall: Awaited<ReturnType<typeof runKiosk>>
let gateway: Awaited<ReturnType<typeof gateways.start>>

beforeEach(async () => {
  gateway = await gateways.start()
  wall = await runKiosk(gateway.address)
})
afterEach(async () => {
  await wall.stop()
  await gateways.clear()
})

interface Offer {
  readonly protocols?: readonly string[]
  readonly origin?: string | undefined
  readonly host?: string
  readonly path?: string
}

function open(offer: Offer = {}): WebSocket {
  const { protocols = ['fiveten.v1', `token.${wall.token}`], path = '/session' } = offer
  const origin = 'origin' in offer ? offer.origin : `http://127.0.0.1:${wall.port}`
  return new WebSocket(`ws://127.0.0.1:${wall.port}${path}`, [...protocols], {
    headers: { ...(origin === undefined ? {} : { origin }), ...(offer.host ? { host: offer.host } : {}) },
  })
}

/** `open`, or the status and the sentence of the refusal. */
function outcome(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.on('open', () => resolve('open'))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_, response) => {
      let body = ''
      response.on('data', (bytes: Buffer) => (body += bytes.toString()))
      response.on('end', () => resolve(`${response.statusCode}: ${body.trim()}`))
    })
  })
}

/** A view that acknowledges everything; resolves messages by condition. */
async function openView() {
  const socket = open()
  const messages: HostMessage[] = []
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as HostMessage
    messages.push(message)
    if ('seq' in message) socket.send(JSON.stringify({ type: 'ack', seq: message.seq }))
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'attach', protocol: PROTOCOL, viewId: 'test' }))
  const until = async (condition: (message: HostMessage) => boolean): Promise<HostMessage> => {
    for (;;) {
      const found = messages.find(condition)
      if (found) return found
      await once(socket, 'message')
    }
  }
  return { socket, messages, until }
}

const hasUnit = (id: string) => (message: HostMessage) =>
  'delta' in message && (message.delta.upserts.unit ?? []).some((unit) => unit.id === id)

describe('sessions', () => {
  test('a page of this wall with its token gets the world, and what changes', async () => {
    await gateway.client.publish([unitRecord('a', 1)])
    const view = await openView()
    expect(view.socket.protocol).toBe('fiveten.v1')
    await view.until(hasUnit('a'))
    expect(view.messages[0]?.type).toBe('world')
    await gateway.client.publish([unitRecord('b', 1)])
    await view.until(hasUnit('b'))
    view.socket.close()
  })

  test.each<[string, () => Offer, string]>([
    ['a foreign origin', () => ({ origin: 'http://evil.example' }), '403'],
    ['another port as the origin', () => ({ origin: 'http://127.0.0.1:1' }), '403'],
    ['an opaque origin', () => ({ origin: 'null' }), '403'],
    ['no origin', () => ({ origin: undefined }), '403'],
    ['a foreign host', () => ({ host: `wall.example:${wall.port}` }), '403'],
    ['a wrong token', () => ({ protocols: ['fiveten.v1', 'token.guess'] }), '401'],
    ['no token', () => ({ protocols: ['fiveten.v1'] }), '401'],
    ['another protocol', () => ({ protocols: ['fiveten.v9', `token.${wall.token}`] }), '400'],
    ['another path', () => ({ path: '/elsewhere' }), '404'],
  ])('%s is refused with a reason', async (_, offer, status) => {
    expect(await outcome(open(offer()))).toMatch(new RegExp(`^${status}: [A-Z].+\\.$`))
    expect((await wall.get('/healthz')).status).toBe(200)
  })

  test('who was refused stands in the audit, without what was offered as the token', async () => {
    await outcome(open({ protocols: ['fiveten.v1', 'token.guess'] }))
    await wall.get('/', { host: 'evil.example' })
    const sentences = (): readonly string[] => {
      const db = new Database(join(wall.dataDir, 'audit', 'audit.db'), { readonly: true })
      const rows = db
        .prepare<[], string>("SELECT detail FROM audit WHERE event = 'host.refused'")
        .pluck()
        .all()
      db.close()
      return rows.map((row) => (JSON.parse(row) as { sentence: string }).sentence)
    }
    await vi.waitFor(() => expect(sentences()).toHaveLength(2))
    const [session = '', page = ''] = sentences()
    expect(session).toMatch(
      /^A session was asked for from 127\.0\.0\.1 .+: 401 The token is missing or wrong/,
    )
    expect(page).toMatch(/^A page was asked for from 127\.0\.0\.1 \(evil\.example, no origin\): 403 /)
    expect(sentences().join()).not.toContain('guess')
  })

  test.each<[string, string | Buffer, number]>([
    ['no JSON', 'hello', 1008],
    ['not a message', '{"type":"shutdown"}', 1008],
    ['null', 'null', 1008],
    ['a nested bomb', '['.repeat(20_000), 1008],
    ['a wrong field', '{"type":"ack","seq":"1"}', 1008],
    ['an act of no kind', '{"type":"act","actId":"act-0001","caseId":"c","act":{"kind":"close"}}', 1008],
    ['bytes', Buffer.from([0, 255, 3]), 1008],
    ['too long', 'x'.repeat(70 * 1024), 1009],
  ])('a view that sends %s is cut off, and the others go on', async (_, bad, code) => {
    const good = await openView()
    const socket = open()
    await once(socket, 'open')
    socket.on('error', () => {})
    socket.send(bad)
    expect((await once(socket, 'close'))[0]).toBe(code)
    await gateway.client.publish([unitRecord('after', 1)])
    await good.until(hasUnit('after'))
    good.socket.close()
  })

  test('a view of another protocol version is told so', async () => {
    const socket = open()
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'attach', protocol: 99, viewId: 'old' }))
    const [data] = await once(socket, 'message')
    expect(JSON.parse(String(data))).toMatchObject({ type: 'refused', reason: expect.stringContaining('99') })
    socket.close()
  })

  test('peers that break off in the middle do no harm', async () => {
    for (let count = 0; count < 5; count++) {
      const raw = connect(wall.port, '127.0.0.1')
      raw.on('error', () => {})
      await once(raw, 'connect')
      const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
      raw.write(`GET /session HTTP/1.1\r\nHost: 127.0.0.1:${wall.port}\r\n${upgrade}\r\n`)
      raw.resetAndDestroy()
    }
    const view = await openView()
    view.socket.terminate()
    expect((await wall.get('/healthz')).status).toBe(200)
  })
})

describe('pages', () => {
  test('are served with their types and the security headers', async () => {
    const page = await wall.get('/')
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>wall</title>' })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    const script = await wall.get('/assets/wall.js?v=1')
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.headers['cache-control']).toContain('immutable')
    expect(await wall.get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/%00',
    '/%',
    '/assets',
    '/no-such-page',
  ])('%s is no page', async (path) => {
    expect(await wall.get(path)).toMatchObject({
      status: 404,
      body: '没有此页面。\nThere is no such page.\n',
    })
  })

  test('a foreign name for this machine gets nothing', async () => {
    for (const path of ['/', '/healthz', '/assets/wall.js']) {
      const { status, body } = await wall.get(path, { host: 'rebound.example' })
      expect(status).toBe(403)
      expect(body).toContain('127.0.0.1')
    }
    expect((await wall.get('/healthz', { host: `localhost:${wall.port}` })).status).toBe(200)
  })

  test('nothing but reading is answered', async () => {
    expect((await wall.get('/healthz', {}, 'POST')).status).toBe(405)
  })
})

test('healthz has the shape that people and checks rely on', async () => {
  await gateway.client.publish([unitRecord('a', 1)])
  const view = await openView()
  await view.until(hasUnit('a'))
  const { status, headers, body } = await wall.get('/healthz')
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('application/json')
  expect(JSON.parse(body)).toMatchObject({
    status: 'ok',
    link: { state: 'live', bookmarkAgeMs: expect.any(Number), gateway: gateway.address, attempt: 0 },
    epoch: gateway.epoch,
    revision: 1,
    digest: expect.stringMatching(/^[0-9a-f]{16}$/),
    counts: { unit: 1 },
    cache: {
      path: expect.stringContaining('cache.db'),
      bytes: expect.any(Number),
      schema: expect.any(Number),
      inMemory: false,
    },
    clock: { offsetMs: expect.any(Number), uncertaintyMs: expect.any(Number), rate: 1 },
    outbox: { queued: 0, usable: true },
    proofAgeMs: -1,
    notices: [],
    views: 1,
  })
  view.socket.close()
})

test('a port that is taken is said in a sentence', async () => {
  await expect(runKiosk(gateway.address, { port: wall.port })).rejects.toThrow(
    /^Port \d+ is taken .* --port N\.$/,
  )
})
