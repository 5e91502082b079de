import { configDefaults, defineConfig, mergeConfig } from 'vitest/config';
import base, { long } from './vitest.config.ts';

// Merging appends lists, so the lists of the base are emptied first.
const { include: _include, exclude: _exclude, ...test } = base.test ?? {};

export default mergeConfig(
  defineConfig({ test }),
  defineConfig({ test: { include: long, exclude: configDefaults.exclude } }),
);
