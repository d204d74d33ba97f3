import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { viteStaticCopy } from 'vite-plugin-static-copy'

const root = fileURLToPath(new URL('.', import.meta.url))

// Cesium finds its workers, textures and styles at run time by path, not by import.
const cesiumAssets = ['Assets', 'Workers', 'ThirdParty', 'Widgets'].map((folder) => ({
  src: `../node_modules/cesium/Build/Cesium/${folder}/**/*`,
  dest: 'cesium',
  rename: { stripBase: 4 },
}))

export default defineConfig({
  root,
  base: './',
  publicDir: false,
  plugins: [vue(), viteStaticCopy({ targets: cesiumAssets, silent: true })],
  define: {
    CESIUM_BASE_URL: JSON.stringify('./cesium/'),
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // Cesium alone is some megabytes; it is a chunk of its own and loaded only where it is used.
    chunkSizeWarningLimit: 6000,
  },
})
