export * from './checkpoint.ts';
export * from './keys.ts';
export * from './signature.ts';
