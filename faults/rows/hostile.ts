import { request } from 'node:http'
import { aRecord, aUnit } from '../../gateway/testing/records.ts'
import { runKiosk } from '../../kiosk/testing/kiosk-bench.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { readable } from '../lib/readable.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'

interface Offer {
  readonly origin?: string
  readonly host?: string
  readonly token?: string
}

async function foreignPage(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const kiosk = await runKiosk(gateway.address)
  trial.defer(() => kiosk.stop())
  const own = {
    origin: `http://127.0.0.1:${kiosk.port}`,
    host: `127.0.0.1:${kiosk.port}`,
    token: kiosk.token,
  }
  if ((await knock(kiosk.port, own)) !== 101) throw new Error('The wall refuses its own page.')
  const offers: readonly Offer[] = [
    { ...own, origin: 'http://evil.example' },
    { ...own, origin: 'null' },
    { ...own, origin: `http://localhost.evil.example:${kiosk.port}` },
    { ...own, origin: `https://127.0.0.1:${kiosk.port + 1}` },
    { ...own, host: 'evil.example' },
    { ...own, host: `evil.example:${kiosk.port}` },
    { ...own, token: 'guessed' },
    { ...own, token: '' },
    { ...own, token: kiosk.token.slice(0, -1) },
  ]
  for (const offer of offers) {
    const fault = trial.inject(`a page that offers ${JSON.stringify(offer)}`)
    const status = await knock(kiosk.port, offer)
    if (status < 400) throw new Error(`It was let in with ${status}: ${JSON.stringify(offer)}`)
    fault.seen(`status ${status}`)
  }
}

/** What a WebSocket handshake with these words is answered with. */
function knock(port: number, { origin, host, token }: Offer): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({
      port,
      host: '127.0.0.1',
      path: '/session',
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        'sec-websocket-protocol': `fiveten.v1, token.${token ?? ''}`,
        ...(origin === undefined ? {} : { origin }),
        ...(host === undefined ? {} : { host }),
      },
    })
    call.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    call.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end()
  })
}

const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{constructor.constructor("return 1")()}}',
  '\u202Egnp.exe',
  '\u0000\u0007\u001b[31m',
  '👩‍👩‍👧‍👦🇨🇳',
  'مرحبا بالعالم',
  'Z̷̢̛a̸l̵g̶o̷',
  '__proto__',
  'constructor',
  '"; DROP TABLE resource; --',
  '\uD800',
  '../../etc/passwd',
  '%00%n%s',
]

async function hostileText(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publish(1))
  const { random } = trial
  for (let time = 0; time < trial.times(60, 1_000); time++) {
    const piece = PIECES[time % PIECES.length] ?? ''
    const text = random.chance(0.1)
      ? piece.repeat(Math.floor(1_000_000 / Buffer.byteLength(piece)))
      : `${piece}${time}`
    const fault = trial.inject('a hostile text')
    const record = aRecord(`hostile-${time}`, {
      unit: aUnit(`hostile-${time}`, { name: text, vehicle: text }),
    })
    const [result] = (await gateway.client.publish([record])).results
    if (result === undefined) throw new Error('The gateway gave no answer.')
    if (result.refusal !== '') {
      fault.seen(`the gateway, ${result.refusal}`)
      continue
    }
    await wall.liveAt(result.revision)
    const shown = wall.view.replica.unit.get(`hostile-${time}`)?.name
    const due = readable(text)
    if (shown !== due) throw new Error(`${JSON.stringify(text)} is shown as ${JSON.stringify(shown)}.`)
    fault.seen('the same text, as text')
  }
  if (wall.reconnectCount > 0) throw new Error('A text cost the connection.')
  await scene.judge([wall])
}

export const HOSTILE: readonly Row[] = [
  { id: 'X1', sentence: 'a page from elsewhere gets no session', run: foreignPage },
  {
    id: 'X3',
    sentence: 'hostile text is refused with a reason or shown as it is, invisible signs apart',
    run: hostileText,
  },
]
