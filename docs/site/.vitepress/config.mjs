import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const repository = 'https://github.com/blockwright/blockwright'

/** Links to what is no page, such as sources and folders, lead to the repository. */
function toRepository(markdown) {
  markdown.core.ruler.push('to-repository', state => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        const href = token.type === 'link_open' ? token.attrGet('href') : null
        if (!href || href.startsWith('#') || /^[a-z]+:/.test(href)) continue
        const file = resolve(docs, dirname(state.env.relativePath), href.split('#')[0])
        if (file.startsWith(docs + '/') && file.endsWith('.md')) continue
        if (!existsSync(file)) throw new Error(`${state.env.relativePath}: there is no ${href}`)
        const kind = statSync(file).isDirectory() ? 'tree' : 'blob'
        token.attrSet('href', `${repository}/${kind}/main/${relative(resolve(docs, '..'), file)}`)
      }
    }
  })
}

const site = createRequire(import.meta.url)

const page = (text, link) => ({ text, link })

export default defineConfig({
  title: 'Blockwright',
  description: 'Small vision networks on the JVM: a table in a record, a DJL block at compile time.',
  srcDir: '..',
  srcExclude: ['site/**'],
  outDir: '../../target/site',
  cacheDir: '../../target/vitepress',
  rewrites: { 'guide.md': 'index.md' },
  cleanUrls: false,
  // The pages lie beside this folder, from where its packages are not found.
  vite: {
    resolve: {
      alias: [
        { find: /^vue\/server-renderer$/, replacement: site.resolve('vue/server-renderer') },
        { find: /^vue$/, replacement: site.resolve('vue').replace('index.js', 'dist/vue.runtime.esm-bundler.js') }
      ]
    }
  },
  markdown: { config: toRepository },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: repository }],
    sidebar: [
      {
        text: 'Paths',
        items: [
          page('Guide', '/'),
          page('The class', '/guide/the-class'),
          page('Your photos', '/guide/your-photos'),
          page('Coming from elsewhere', '/guide/coming-from'),
          page('Deploying', '/guide/deploying'),
          page('Adding an operator', '/adding-an-operator'),
          page('When something goes wrong', '/guide/when-something-goes-wrong')
        ]
      },
      {
        text: 'Reference',
        items: [
          page('Setting up', '/guide/setting-up'),
          page('Tables', '/guide/tables'),
          page('Table reference', '/table-reference'),
          page('Data', '/guide/data'),
          page('Pictures and augmentation', '/guide/pictures'),
          page('Training', '/guide/training'),
          page('The report', '/guide/report'),
          page('Transfer learning', '/guide/transfer'),
          page('Published weights', '/guide/weights'),
          page('Classifying and serving', '/guide/classifying'),
          page('Explaining', '/guide/explaining'),
          page('Exporting', '/guide/exporting'),
          page('The machine', '/guide/machine'),
          page('The command line', '/guide/command-line'),
          page('What you write against', '/api'),
          page('Promises', '/promises')
        ]
      },
      {
        text: 'Results',
        collapsed: true,
        items: [
          page('CIFAR-10', '/results/cifar10'),
          page('CIFAR-10, MobileNetV3', '/results/cifar10-mobilenetv3'),
          page('Cats and dogs', '/results/cats-and-dogs'),
          page('Linear bottlenecks', '/results/linear-bottleneck'),
          page('Networks', '/results/networks'),
          page('Data', '/results/data'),
          page('Performance', '/results/performance'),
          page('Deployment', '/results/deployment'),
          page('Spark', '/results/spark'),
          page('Device', '/results/device'),
          page('Memory', '/results/memory'),
          page('Threads', '/results/threads'),
          page('Reliability', '/results/reliability')
        ]
      },
      {
        text: 'Who builds it',
        collapsed: true,
        items: [
          page('Design', '/design'),
          page('Contributing', '/contributing'),
          page('Dependencies', '/dependencies'),
          page('Licences', '/licences')
        ]
      }
    ]
  }
})
