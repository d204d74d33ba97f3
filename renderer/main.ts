import { createApp } from 'vue'
import App from './App.vue'
import { chooseRoad } from './connection/index.ts'
import { windowFrames } from './connection/frame.ts'
import { createLanguage } from './i18n/index.ts'
import { systemClock } from './system-clock.ts'
import './theme/base.css'
import { askerOf } from './wall/asker.ts'
import { HAND, HandFirst, TOUCHES } from './wall/hand-first.ts'
import { createWall, startWall } from './wall/wall.ts'

const wall = createWall(askerOf(location.search, crypto.randomUUID()), sessionStorage)
const hand = new HandFirst(systemClock, windowFrames)
for (const name of TOUCHES) addEventListener(name, () => hand.touched(), { capture: true })
createApp(App, { wall }).use(createLanguage(localStorage)).provide(HAND, hand).mount('#wall')
const stop = startWall(wall, chooseRoad(systemClock), systemClock, hand)
addEventListener('pagehide', stop)
