import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
export default defineConfig({
  root: 'client',
  plugins: [vue()],
  build: { outDir: '../dist/client', emptyOutDir: true },
})
