import { existsSync } from 'node:fs';
import { access, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startServer } from './child';

const SOURCE = '/usr/share/wordpress';

/** File that each Debian package brings; what is missing is named, and the tests that need it are skipped by that name. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  wordpress: [`${SOURCE}/wp-load.php`],
  'mariadb-server': ['/usr/sbin/mariadbd', '/usr/bin/mariadb-install-db'],
  'php-cli': ['/usr/bin/php'],
  'php-mysql': ['/etc/php/8.2/cli/conf.d/20-mysqli.ini', '/etc/php/8.4/cli/conf.d/20-mysqli.ini'],
  'php-gd': ['/etc/php/8.2/cli/conf.d/20-gd.ini', '/etc/php/8.4/cli/conf.d/20-gd.ini'],
};

/** The packages that a real WordPress still needs here; empty: it can run. */
export function missingPackages(): string[] {
  return Object.entries(PACKAGES)
    .filter(([name, files]) => (name.startsWith('php-') ? !files.some(existsSync) : !files.every(existsSync)))
    .map(([name]) => name);
}

export const ACCOUNTS = ['administrator', 'editor', 'author', 'contributor'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** What a post looks like inside WordPress, past the REST interface. */
export interface StoredPost {
  readonly id: number;
  readonly status: string;
  readonly slug: string;
  readonly title: string;
  readonly type: string;
}

export interface Wordpress {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly port: number;
  /** Application passwords by account; the account's login is its role's name. */
  readonly passwords: Readonly<Record<Account, string>>;
  /** Runs PHP inside WordPress; `$return` is answered. */
  php(code: string): Promise<unknown>;
  posts(type?: 'post' | 'attachment'): Promise<StoredPost[]>;
  /** Back to the state after installation: no posts, no media, no terms of ours. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** A theme of a few lines, so that what a reader sees can be read back: stock Debian brings none. */
const THEME = `<!doctype html><html <?php language_attributes(); ?>><head><meta charset="utf-8"><?php wp_head(); ?></head><body>
<?php while ( have_posts() ) : the_post(); ?><article id="post-<?php the_ID(); ?>"><h1><?php the_title(); ?></h1>
<div class="excerpt"><?php the_excerpt(); ?></div><div class="featured"><?php the_post_thumbnail( 'full' ); ?></div>
<div class="content"><?php the_content(); ?></div><div class="categories"><?php the_category( ', ' ); ?></div><div class="tags"><?php the_tags( '', ', ' ); ?></div></article>
<?php endwhile; wp_footer(); ?></body></html>`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Asks until it answers; the server's own end (with its words) ends the waiting. */
async function until(
  ready: () => Promise<boolean>,
  server: ReturnType<typeof startServer>,
  what: string,
): Promise<void> {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  while (!(await ready().catch(() => false))) {
    if (over) throw new Error(`${what} ended at start: ${server.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Starts a real WordPress on this machine alone: MariaDB on a socket in a temporary folder, a copy of Debian's
 * WordPress, served by PHP's own server with four workers. About ten seconds.
 */
export async function startWordpress(): Promise<Wordpress> {
  const root = await mkdtemp(join(tmpdir(), 'toasoan-wp-'));
  const data = join(root, 'db');
  const socket = join(root, 's');
  const site = join(root, 'site');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

  const copied = cp(SOURCE, site, {
    recursive: true,
    dereference: true,
    filter: (path) => path !== `${SOURCE}/.htaccess` && path !== `${SOURCE}/wp-config.php`,
  });
  await run('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...asRoot,
  ]);
  const database = startServer('/usr/sbin/mariadbd', [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--pid-file=${join(root, 'pid')}`,
    '--skip-networking',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=64M',
    ...asRoot,
  ]);
  const sql = (text: string, schema?: string): Promise<string> =>
    run('mariadb', ['--no-defaults', `--socket=${socket}`, '-uroot', ...(schema === undefined ? [] : [schema])], text);
  await until(async () => (await sql('select 1')).includes('1'), database, 'MariaDB');
  await sql('create database wp default character set utf8mb4');
  await copied;

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const theme = join(site, 'wp-content/themes/plain');
  await mkdir(theme, { recursive: true });
  await mkdir(join(site, 'wp-content/uploads'), { recursive: true });
  await mkdir(join(site, 'wp-content/mu-plugins'), { recursive: true });
  await writeFile(join(theme, 'style.css'), '/*\nTheme Name: Plain\n*/');
  await writeFile(join(theme, 'index.php'), THEME);
  await writeFile(join(theme, 'functions.php'), "<?php add_theme_support( 'post-thumbnails' );");
  await writeFile(
    join(site, 'wp-config.php'),
    `<?php
define( 'DB_NAME', 'wp' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' ); define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $k ) define( $k, 'only for tests ' . $k );
define( 'WP_ENVIRONMENT_TYPE', 'local' ); define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'DISABLE_WP_CRON', true ); define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DEFAULT_THEME', 'plain' ); define( 'WP_SITEURL', '${url}' ); define( 'WP_HOME', '${url}' ); define( 'FS_METHOD', 'direct' );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`,
  );

  const php = async (code: string, installing = false): Promise<unknown> => {
    const script = `<?php error_reporting( E_ERROR ); $_SERVER['HTTP_HOST'] = '127.0.0.1:${port}'; $_SERVER['REQUEST_METHOD'] = 'GET';
${installing ? "define( 'WP_INSTALLING', true );" : ''} require '${site}/wp-load.php'; $return = null;
${code}
echo "\\nANSWER" . json_encode( $return );`;
    const said = await run('php', ['-d', 'memory_limit=256M'], script);
    const at = said.lastIndexOf('\nANSWER');
    if (at < 0) throw new Error(`PHP did not answer: ${said.slice(-2000)}`);
    return JSON.parse(said.slice(at + 7));
  };
  await php(
    `require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification() {}
wp_install( 'Trang thử', 'administrator', 'admin@localhost.localdomain', false, '', 'not-used-anywhere' );`,
    true,
  );
  const passwords = (await php(`
foreach ( array( 'editor', 'author', 'contributor' ) as $role ) wp_insert_user( array( 'user_login' => $role, 'user_pass' => wp_generate_password(), 'user_email' => $role . '@localhost.localdomain', 'role' => $role ) );
foreach ( array( 'administrator', 'editor', 'author', 'contributor' ) as $role ) {
  $made = WP_Application_Passwords::create_new_application_password( get_user_by( 'login', $role )->ID, array( 'name' => 'tests' ) );
  $return[ $role ] = $made[0];
}
foreach ( get_posts( array( 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1 ) ) as $p ) wp_delete_post( $p->ID, true );
update_option( 'permalink_structure', '' ); update_option( 'blog_public', 0 );`)) as Record<Account, string>;
  const dump = await run('mariadb-dump', ['--no-defaults', `--socket=${socket}`, '-uroot', '--extended-insert', 'wp']);

  const server = startServer(
    'php',
    [
      '-d',
      'memory_limit=256M',
      '-d',
      'opcache.enable_cli=1',
      '-d',
      'opcache.revalidate_freq=0',
      '-d',
      'upload_max_filesize=16M',
      '-d',
      'post_max_size=17M',
      '-S',
      `127.0.0.1:${port}`,
      '-t',
      site,
    ],
    {
      env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
    },
  );
  await until(async () => (await fetch(`${url}/index.php?rest_route=/`)).ok, server, 'The PHP server');
  await access(site);

  return {
    url,
    port,
    passwords,
    php: (code) => php(code),
    posts: async (type = 'post') =>
      (await php(`global $wpdb; $return = array_map( function ( $p ) { return array( 'id' => (int) $p->ID, 'status' => $p->post_status, 'slug' => $p->post_name, 'title' => $p->post_title, 'type' => $p->post_type ); },
$wpdb->get_results( "select * from $wpdb->posts where post_type = '${type}' order by ID" ) );`)) as StoredPost[],
    async reset() {
      await sql(dump, 'wp');
      await rm(join(site, 'wp-content/uploads'), { recursive: true, force: true });
      await mkdir(join(site, 'wp-content/uploads'), { recursive: true });
      await rm(join(site, 'wp-content/mu-plugins'), { recursive: true, force: true });
      await mkdir(join(site, 'wp-content/mu-plugins'), { recursive: true });
    },
    async stop() {
      await Promise.all([server.stop(), database.stop()]);
      await rm(root, { recursive: true, force: true });
    },
  };
}
