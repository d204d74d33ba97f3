import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { makeSecureBench } from '../testing/secure-bench.ts'

const SCRIPT = fileURLToPath(new URL('./import-main.ts', import.meta.url))
let certificates: Certificates
const bench = makeSecureBench(() => certificates)

beforeAll(() => {
  certificates = makeCertificates()
}, 60_000)
afterEach(() => bench.clear())
afterAll(() => certificates.remove())

function importAs(
  name: string,
  address: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const file = join(certificates.dir, 'requests.json')
  writeFileSync(
    file,
    JSON.stringify([
      {
        service_request_id: '1',
        status: 'open',
        service_name: 'Pothole',
        requested_datetime: '2026-01-02T03:04:05Z',
        lat: 45.7,
        long: 126.6,
      },
    ]),
  )
  const tls = ['--tls-cert', `${name}.crt`, '--tls-key', `${name}.key`, '--tls-ca', 'ca.crt']
  const args = [
    'open311',
    file,
    '--gateway',
    address,
    ...tls.map((part) => (part.startsWith('--') ? part : certificates.path(part))),
  ]
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}

test('a platform imports over mutual TLS, and a viewer is told that it may not', async () => {
  const { address } = await bench.start()
  expect(await importAs('platform', address)).toMatchObject({
    code: 0,
    output: expect.stringContaining('1 landed, 0 refused'),
  })
  expect(await importAs('viewer', address)).toMatchObject({
    code: 1,
    output: expect.stringContaining('reporting facts needs the role platform; viewer is viewer'),
  })
})
