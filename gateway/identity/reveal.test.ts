import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FactType } from '../../proto/gen/wall/v1/case.ts'
import { verifyAudit } from '../audit/verify.ts'
import { auditRows } from '../testing/audit-rows.ts'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { CITY } from '../testing/city.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import { aCase, aFact, aRecord } from '../testing/records.ts'
import { IDENTITIES, makeSecureBench } from '../testing/secure-bench.ts'
import { toTimestamp } from '../timestamps.ts'

let certificates: Certificates
const bench = makeSecureBench(() => certificates)
const openBench = makeGatewayBench()
beforeAll(() => {
  certificates = makeCertificates()
}, 60_000)
afterEach(async () => {
  await bench.clear()
  await openBench.clear()
})
afterAll(() => certificates.remove())

const PLATE = '豫L·12345'
const PHONE = '13812345678'
const reported = aFact('reported', FactType.FACT_TYPE_REPORTED, { at: toTimestamp(1_000), note: PHONE })
const private_ = aRecord('P', {
  case: aCase('P', { title: `违停 ${PLATE}`, address: '五一路', gridId: 'south-1', facts: [reported] }),
})

async function startCity(identities = IDENTITIES) {
  const secure = await bench.start({}, identities)
  await secure.connect('platform').publish([...CITY, private_])
  return secure
}

const asked = { caseId: 'P', reason: 'the owner is on the phone' }

describe('the full text of a case', () => {
  test.for(['leader', 'admin'])('is shown to %s, after the audit has who, what and why', async (who) => {
    const { connect, dataDir, gateway } = await startCity()
    const revealed = await connect(who).reveal({ ...asked, actor: 'somebody else' })
    const row = auditRows(dataDir).at(-1)
    expect(revealed).toEqual({
      revision: CITY.length + 1,
      title: `违停 ${PLATE}`,
      address: '五一路',
      sourceState: '',
      facts: [{ id: 'reported', actor: '', reason: '', note: PHONE }],
    })
    expect(row).toMatchObject({ event: 'reveal.granted', who })
    expect(JSON.parse(row?.detail ?? '')).toEqual({ ...asked, revision: CITY.length + 1 })
    await gateway.stop()
    expect(verifyAudit(dataDir).problems).toEqual([])
  })

  test.for(['viewer', 'seat', 'platform'])(
    'is refused to %s with a sentence, and that is audited',
    async (who) => {
      const { connect, dataDir } = await startCity()
      const details = expect.stringMatching(/^personal data in full need the role duty-leader; .* is /)
      await expect(connect(who).reveal(asked)).rejects.toMatchObject({
        code: status.PERMISSION_DENIED,
        details,
      })
      await expect.poll(() => auditRows(dataDir).at(-1)).toMatchObject({ event: 'denied', who })
      expect(auditRows(dataDir).map(({ event }) => event)).not.toContain('reveal.granted')
    },
  )

  test('is refused to a duty leader of another district', async () => {
    const leader = { name: 'leader', role: 'duty-leader', districts: ['north'] }
    const { connect } = await startCity([...IDENTITIES.filter(({ name }) => name !== 'leader'), leader])
    await expect(connect('leader').reveal(asked)).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
      details: 'case P lies in grid south-1; leader may act in north only',
    })
    expect((await connect('leader').reveal({ ...asked, caseId: 'N' })).title).toBe('Case N')
  })

  test.for([
    [{ reason: ' ' }, 'reason is empty; say why the full text is needed'],
    [{ reason: 'x'.repeat(201) }, 'reason has more than 200 characters'],
    [{ reason: 'a\u0000' }, 'reveal.reason holds a control character'],
    [{ caseId: '' }, 'caseId is empty'],
    [{ caseId: 'Z' }, 'case Z is not known'],
  ] as const)('is refused for %j', async ([fields, details]) => {
    const { connect, dataDir } = await startCity()
    await expect(connect('leader').reveal({ ...asked, ...fields })).rejects.toMatchObject({ details })
    expect(auditRows(dataDir).map(({ event }) => event)).not.toContain('reveal.granted')
  })

  test('is shown to nobody while the audit cannot be written', async () => {
    const { connect, dataDir } = await startCity()
    const leader = connect('leader')
    const blocker = new Sqlite(join(dataDir, 'audit.db'))
    blocker.exec('BEGIN IMMEDIATE')
    const refused = leader.reveal(asked)
    await expect(refused).rejects.toMatchObject({
      code: status.UNAVAILABLE,
      details: expect.stringContaining('the audit cannot be written'),
    })
    blocker.exec('ROLLBACK')
    blocker.close()
    await expect
      .poll(() => auditRows(dataDir).map(({ event }) => event), { timeout: 20_000 })
      .toEqual(['gateway.started', 'reveal.granted', 'reveal.withheld'])
    expect((await leader.reveal(asked)).address).toBe('五一路')
  })

  test('without TLS is shown to the local role, audited with who the wall says it is', async () => {
    const { client, dataDir } = await openBench.start()
    await client.publish([private_])
    expect((await client.reveal({ ...asked, actor: 'desk 3' })).title).toContain(PLATE)
    const row = auditRows(dataDir).at(-1)
    expect(row).toMatchObject({ event: 'reveal.granted', who: 'local' })
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ actor: 'desk 3' })
    const viewing = await openBench.start({ localRole: 'viewer' })
    await expect(viewing.client.reveal(asked)).rejects.toMatchObject({ code: status.PERMISSION_DENIED })
  })
})
