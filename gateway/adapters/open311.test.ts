import { expect, test } from 'vitest'
import { FactType, ResponseClass, Source } from '../../proto/gen/wall/v1/case.ts'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { parseRequests } from './open311.ts'

const GOOD = {
  service_request_id: '101',
  status: 'closed',
  service_name: 'Illegal Parking',
  service_code: 'parking',
  requested_datetime: '2016-10-23T14:37:24-04:00',
  updated_datetime: '2016-10-24T06:23:31-04:00',
  address: '1 Example St',
  lat: 42.39,
  long: -71,
  status_notes: 'Case noted.',
}

function parseOne(fields: Readonly<Record<string, unknown>>) {
  const { requests, refusals } = parseRequests([{ ...GOOD, ...fields }], 'test')
  const records = requests[0]?.records.map(({ record }) => record) ?? []
  return {
    opened: records[0]?.case,
    closed: records[1]?.caseFact?.fact,
    refusal: refusals[0]?.reason,
    records,
  }
}

test('a closed request becomes a case of the national limits with exactly two facts', () => {
  const { opened, closed, records } = parseOne({})
  expect(opened).toMatchObject({
    id: 'open311:test/101',
    externalId: '101',
    source: Source.SOURCE_PUBLIC,
    codeSystem: 'open311:test',
    typeCode: 'parking',
    title: 'Illegal Parking',
    address: '1 Example St',
    position: { lat: 42.39, lon: -71 },
    responseClass: ResponseClass.RESPONSE_CLASS_NATIONAL,
    sourceState: 'closed',
  })
  expect(records[0]?.datum).toBe(Datum.DATUM_WGS84)
  expect(opened?.facts).toMatchObject([{ type: FactType.FACT_TYPE_REPORTED, at: { seconds: 1_477_247_844 } }])
  expect(closed).toMatchObject({
    type: FactType.FACT_TYPE_CLOSED,
    at: { seconds: 1_477_304_611 },
    note: 'Case noted.',
  })
  expect(records.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
    'open311/test/101/reported',
    'open311/test/101/closed',
  ])
})

test('an open request is known to be reported, and no more', () => {
  const { opened, records } = parseOne({ status: 'open' })
  expect(records).toHaveLength(1)
  expect(opened?.sourceState).toBe('open')
})

test('a closed request whose end is not dated stays reported: nobody knows when it was closed', () => {
  expect(parseOne({ updated_datetime: undefined }).records).toHaveLength(1)
})

test('an unknown status word is kept and counted', () => {
  const { requests, unknownStates } = parseRequests(
    [
      { ...GOOD, status: 'In Limbo' },
      { ...GOOD, service_request_id: '102', status: 'in limbo' },
    ],
    'test',
  )
  expect(unknownStates).toEqual(new Map([['in limbo', 2]]))
  expect(requests[0]?.records).toHaveLength(1)
  expect(requests[0]?.records[0]?.record.case?.sourceState).toBe('In Limbo')
})

test('without coordinates, or with 0, 0, a case has no position', () => {
  expect(parseOne({ lat: undefined, long: null }).opened?.position).toBeUndefined()
  expect(parseOne({ lat: 42.1, long: undefined }).opened?.position).toBeUndefined()
  expect(parseOne({ lat: 0, long: 0 }).opened?.position).toBeUndefined()
  expect(parseOne({ lat: '42.5', long: '-71.5' }).opened?.position).toEqual({ lat: 42.5, lon: -71.5 })
})

test('HTML stays text', () => {
  const html = '<script>alert("x")</script> & <b>bold</b>'
  expect(parseOne({ description: html }).opened?.facts[0]?.note).toBe(html)
})

test('an update cut to the minute of the request counts as its instant', () => {
  const cut = {
    requested_datetime: '2016-10-17T08:50:12-04:00',
    updated_datetime: '2016-10-17T08:50:00-04:00',
  }
  const { opened, closed } = parseOne(cut)
  expect(closed?.at).toEqual(opened?.facts[0]?.at)
})

test.each([
  ['not an object', 7, 'it is not an object'],
  ['a list', [], 'it is not an object'],
  ['nothing', null, 'it is not an object'],
  ['no id', { ...GOOD, service_request_id: undefined }, 'it has no service_request_id'],
  ['a blank id', { ...GOOD, service_request_id: '  ' }, 'it has no service_request_id'],
  [
    'an endless id',
    { ...GOOD, service_request_id: '9'.repeat(101) },
    'its service_request_id has 101 characters',
  ],
  ['no date', { ...GOOD, requested_datetime: null }, 'it has no requested_datetime'],
  [
    'a day that is none',
    { ...GOOD, requested_datetime: '2016-13-45T00:00:00Z' },
    'not a date with a UTC offset',
  ],
  [
    'a date without offset',
    { ...GOOD, requested_datetime: '2016-10-23T14:37:24' },
    'not a date with a UTC offset',
  ],
  [
    'a year from nowhere',
    { ...GOOD, requested_datetime: '0001-01-01T00:00:00Z' },
    'not a date with a UTC offset',
  ],
  ['a bad update', { ...GOOD, updated_datetime: 'yesterday' }, 'its updated_datetime is not a date'],
  ['update first', { ...GOOD, updated_datetime: '2016-10-23T14:36:00-04:00' }, 'is before its request'],
  ['a megabyte', { ...GOOD, description: 'x'.repeat(1_000_000) }, 'its description has 1000000 characters'],
  ['no such place', { ...GOOD, lat: 420, long: 7 }, 'are not degrees of latitude and longitude'],
  ['words for a place', { ...GOOD, lat: 'here', long: 'there' }, 'are not degrees of latitude and longitude'],
])('%s is refused with its index and reason, and costs the others nothing', (_, item, reason) => {
  const others = [
    { ...GOOD, service_request_id: 'before' },
    { ...GOOD, service_request_id: 'after' },
  ]
  const { requests, refusals, readCount } = parseRequests([others[0], item, others[1]], 'test')
  expect(readCount).toBe(3)
  expect(refusals).toMatchObject([{ index: 1, reason: expect.stringContaining(reason) as string }])
  expect(requests.map(({ id }) => id)).toEqual(['before', 'after'])
})

test('of two requests with one id the first is taken', () => {
  const { requests, refusals } = parseRequests([GOOD, { ...GOOD, address: 'elsewhere' }], 'test')
  expect(requests).toHaveLength(1)
  expect(refusals).toEqual([{ index: 1, reason: 'its id 101 was already used by record 0' }])
})
