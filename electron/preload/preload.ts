import { contextBridge, ipcRenderer } from 'electron'
import { PAGE_BEAT, PORT_DELIVERY, PORT_MESSAGE, PORT_REQUEST } from '../channels.ts'

const BEAT_MS = 1_000

// All that a page gets from its host: the host's name, and a port to the core.
contextBridge.exposeInMainWorld('fivetenHost', 'electron')

ipcRenderer.on(PORT_DELIVERY, (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...event.ports])
})

// By then the scripts of the page have run, and listen: a message that nobody hears would lose the port.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(PORT_REQUEST), { once: true })

let painted = true

/** Shares its thread with the page: it beats as long as the page is not stuck. */
function beat(): void {
  ipcRenderer.send(PAGE_BEAT, painted)
  painted = false
  window.requestAnimationFrame(() => (painted = true))
}

beat()
window.setInterval(beat, BEAT_MS)
