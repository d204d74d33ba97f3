import { getEventListeners } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { probeTcp } from './tcp-probe.ts'

let server: Server | undefined
afterEach(() => server?.close())

function listen(): Promise<number> {
  server = createServer()
  return new Promise((resolve) =>
    server?.listen(0, '127.0.0.1', () => resolve((server?.address() as AddressInfo).port)),
  )
}

const never = new AbortController().signal

test('somebody who accepts is reachable, and sees the probe leave', async () => {
  const port = await listen()
  const left = new Promise((resolve) => server?.on('connection', (socket) => socket.on('close', resolve)))
  await probeTcp(`127.0.0.1:${port}`, never)
  await left
})

test('a wall that was busy for longer than the limit still finds who is there', async () => {
  const probing = probeTcp(`127.0.0.1:${await listen()}`, never)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200)
  await probing
})

test('nobody there is said in words', async () => {
  const port = await listen()
  await new Promise((resolve) => server?.close(resolve))
  await expect(probeTcp(`127.0.0.1:${port}`, never)).rejects.toMatchObject({
    problem: 'unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a probe that is not wanted any more ends at once', async () => {
  const abort = new AbortController()
  const probing = probeTcp('[::1]:9', abort.signal)
  abort.abort()
  await expect(probing).rejects.toMatchObject({ problem: 'unreachable' })
})

test('a probe that has ended leaves nothing with who could have ended it', async () => {
  const { signal } = new AbortController()
  const port = await listen()
  await probeTcp(`127.0.0.1:${port}`, signal)
  await new Promise((resolve) => server?.close(resolve))
  await expect(probeTcp(`127.0.0.1:${port}`, signal)).rejects.toThrow()
  await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(0)
})
