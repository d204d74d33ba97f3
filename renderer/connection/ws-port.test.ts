import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { HostMessage } from '../../domain/view/contract.ts'
import { reconnectDelayMs } from './backoff.ts'
import type { ViewPort } from './roads.ts'
import { takeToken } from './token.ts'
import { openOwnSocket, webSocketRoad } from './ws-port.ts'

async function startedServer() {
  const http = createServer()
  const server = new WebSocketServer({ server: http, handleProtocols: () => 'fiveten.v1' })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const location = {
    protocol: 'http:',
    host: `127.0.0.1:${(http.address() as AddressInfo).port}`,
  } as Location
  const stop = () => {
    for (const client of server.clients) client.terminate()
    http.close()
  }
  return { server, location, stop }
}

test('messages pass both ways as JSON, and the token travels as a subprotocol', async () => {
  const { server, location, stop } = await startedServer()
  const greeted = new Promise<readonly [string | undefined, string]>((resolve) => {
    server.on('connection', (socket, request) => {
      socket.on('message', (data) => resolve([request.headers['sec-websocket-protocol'], String(data)]))
      socket.send(JSON.stringify({ type: 'refused', reason: 'a test' }))
    })
  })
  const road = webSocketRoad(
    new ManualClock(0),
    () => openOwnSocket(location, 'abc'),
    () => 0,
  )
  let leave: () => void = () => {}
  const port = await new Promise<ViewPort>((resolve) => (leave = road.start(resolve)))
  port.send({ type: 'ack', seq: 7 })
  const message = await new Promise<HostMessage>((resolve) => port.onMessage(resolve))
  expect(message).toEqual({ type: 'refused', reason: 'a test' })
  expect(await greeted).toEqual(['fiveten.v1, token.abc', '{"type":"ack","seq":7}'])
  leave()
  stop()
})

test('a closed socket is opened again, after the back-off', async () => {
  const { server, location, stop } = await startedServer()
  const clock = new ManualClock(0)
  const road = webSocketRoad(
    clock,
    () => openOwnSocket(location, undefined),
    () => 1,
  )
  let opened = 0
  const again = new Promise<void>((resolve) => {
    road.start((port) => {
      opened++
      if (opened === 2) return resolve()
      port.onClose(() => setTimeout(() => clock.advance(250), 0))
      for (const client of server.clients) client.close()
    })
  })
  await again
  expect(opened).toBe(2)
  stop()
})

test('a core that talks nonsense is left', async () => {
  const { server, location, stop } = await startedServer()
  const left = new Promise<number>((resolve) => {
    server.on('connection', (socket) => {
      socket.on('close', resolve)
      socket.send('not json')
    })
  })
  const leave = webSocketRoad(
    new ManualClock(0),
    () => openOwnSocket(location, undefined),
    () => 0,
  ).start(() => {})
  expect(await left).toBe(4000)
  leave()
  stop()
})

test('the back-off doubles up to two seconds, and half of it is jitter', () => {
  expect([0, 1, 2, 3, 4, 50].map((failures) => reconnectDelayMs(failures, 1))).toEqual([
    250, 500, 1000, 2000, 2000, 2000,
  ])
  expect(reconnectDelayMs(50, 0)).toBe(1000)
})

test('the token leaves the address bar and stays for this tab', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  const urls: string[] = []
  const history = { replaceState: (_data: unknown, _unused: string, url: string) => void urls.push(url) }
  const location = { hash: '#token=s3cret', pathname: '/', search: '?display=1' }
  expect(takeToken({ location, history, storage })).toBe('s3cret')
  expect(urls).toEqual(['/?display=1'])
  expect(takeToken({ location: { ...location, hash: '' }, history, storage })).toBe('s3cret')
})
