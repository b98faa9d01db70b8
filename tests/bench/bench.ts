/** `npm run bench` measures the doors; `npm run bench -- panel` the owner's questions over 100,000 and 1,000,000 orders. `--short` is a try-out of either. */
await import(process.argv.includes('panel') ? './panel.ts' : './doors.ts');
