import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

export type LaidOutDeb = { readonly folder: string; readonly fileName: string }

/** Debian's names for what Node calls its machine. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/** The program below /usr/lib/konkon, as the image has it, and the Node that runs it. */
const program = ['package.json', 'LICENSE', 'out/server', 'out/web', 'out/third-party-licenses.txt', 'out/sbom.cdx.json']

/**
 * Lays out what the package holds in an empty `folder`, which is replaced. Needs a whole build in `out/`; throws where
 * a file is missing.
 */
export async function layOutDeb(root: string, folder: string): Promise<LaidOutDeb> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const architecture = architectures[process.arch] ?? process.arch
  await rm(folder, { recursive: true, force: true })
  const put = async (from: string, to: string): Promise<void> => {
    await cp(path.join(root, from), path.join(folder, to), {
      recursive: true,
      filter: (file) => !file.endsWith('.map'),
    })
  }
  for (const file of program) await put(file, `usr/lib/konkon/${file}`)
  await put('node_modules/node/bin/node', 'usr/lib/konkon/bin/node')
  await put('packaging/debian/konkon', 'usr/bin/konkon')
  await put('packaging/debian/konkon.env', 'etc/konkon/konkon.env')
  await put('packaging/debian/sysusers.conf', 'usr/lib/sysusers.d/konkon.conf')
  await put('packaging/debian/copyright', 'usr/share/doc/konkon-server/copyright')
  await put('docs/deployment.md', 'usr/share/doc/konkon-server/deployment.md')
  await put('packaging/systemd/konkon.service', 'lib/systemd/system/konkon.service')
  for (const script of ['postinst', 'prerm', 'postrm']) await put(`packaging/debian/${script}`, `DEBIAN/${script}`)
  for (const file of ['DEBIAN/postinst', 'DEBIAN/prerm', 'DEBIAN/postrm', 'usr/bin/konkon', 'usr/lib/konkon/bin/node']) {
    await chmod(path.join(folder, file), 0o755)
  }
  const template = await readFile(path.join(root, 'packaging/debian/control'), 'utf8')
  const control = template.replace('@VERSION@', version).replace('@ARCHITECTURE@', architecture)
  await mkdir(path.join(folder, 'DEBIAN'), { recursive: true })
  await writeFile(path.join(folder, 'DEBIAN/control'), control)
  // What an administrator has written stays over an update.
  await writeFile(path.join(folder, 'DEBIAN/conffiles'), '/etc/konkon/konkon.env\n')
  return { folder, fileName: `konkon-server_${version}_${architecture}.deb` }
}
