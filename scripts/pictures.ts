import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/**
 * `npm run pictures`: the golden review and job summary as a person sees them, in docs/pictures. Markdown becomes HTML with a
 * style like GitHub's, and headless Chromium (on PATH, or CHROMIUM) takes the picture.
 */

const ROOT = join(import.meta.dirname, '..');
const WIDTH = 900;

const STYLE = `
body { font: 14px/1.5 system-ui, "DejaVu Sans", sans-serif; color: #1f2328; margin: 24px; max-width: ${WIDTH - 48}px; }
table { border-collapse: collapse; margin: 0 0 16px; } th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; }
tr:nth-child(2n) { background: #f6f8fa; }
code { font: 85% "DejaVu Sans Mono", monospace; background: #eff1f3; padding: .2em .4em; border-radius: 6px; }
pre { background: #f6f8fa; padding: 12px; border-radius: 6px; overflow: hidden; } pre code { background: none; padding: 0; }
.alert { border-left: 4px solid; padding: 8px 16px; margin: 0 0 16px; } .alert p { margin: 4px 0; }
.CAUTION { border-color: #cf222e; } .CAUTION b { color: #cf222e; } .WARNING { border-color: #9a6700; } .WARNING b { color: #9a6700; }
.TIP { border-color: #1a7f37; } .TIP b { color: #1a7f37; } details { margin: 0 0 8px; } summary { cursor: pointer; }
a { color: #0969da; text-decoration: none; }
`;

/** GitHub's alerts are block quotes whose first line is a mark. */
function toHtml(markdown: string): string {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return html.replace(
    /<blockquote>\s*<p>\[!(CAUTION|WARNING|TIP)\]\n([\s\S]*?)<\/blockquote>/g,
    (_, kind: string, rest: string) => {
      const title = `${kind.slice(0, 1)}${kind.slice(1).toLowerCase()}`;
      return `<div class="alert ${kind}"><p><b>${title}</b></p><p>${rest.replaceAll('\n', '<br>\n')}</div>`;
    },
  );
}

function takePicture(golden: string, name: string, height: number): void {
  const scratch = mkdtempSync(join(tmpdir(), 'scg-pictures-'));
  try {
    const page = join(scratch, 'page.html');
    const body = toHtml(readFileSync(join(ROOT, 'test', 'golden', golden), 'utf8'));
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${body}</body>`);
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      `--user-data-dir=${scratch}/profile`,
    ];
    const picture = join(ROOT, 'docs', 'pictures', name);
    const args = [...flags, `--window-size=${WIDTH},${height}`, `--screenshot=${picture}`, pathToFileURL(page).href];
    const { status, stderr } = spawnSync(process.env.CHROMIUM ?? 'chromium', args, {
      encoding: 'utf8',
      timeout: 60_000,
    });
    if (status !== 0) throw new Error(`Chromium took no picture of ${golden}: ${stderr}`);
    console.log(`docs/pictures/${name}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

takePicture('review.markdown', 'review.png', 820);
takePicture('shop-fails.markdown', 'summary.png', 1000);
takePicture('shop-unknown.markdown', 'summary-unknown.png', 520);
