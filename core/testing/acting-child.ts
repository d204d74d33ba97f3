import { makeCore } from './core-bench.ts'
import { TestView } from './memory-port.ts'

/** A wall whose person does one thing; it says each state of that act, until it is killed. */
const [gateway = '', dataDir = '', actId = '', caseId = ''] = process.argv.slice(2)
const { core, until } = makeCore({ gateway, dataDir })
await core.start()
await until(({ link }) => link.state === 'live')
const view = new TestView()
core.attach(view.port)
view.attach()
let said = ''
view.onMessage = () => {
  const state = view.replica.act.get(actId)?.state ?? ''
  if (state !== said) process.stdout.write(`${state}\n`)
  said = state
}
view.say({ type: 'act', actId, caseId, act: { kind: 'note', text: 'seen' } })
