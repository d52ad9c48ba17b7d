import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding, image, location, manifestRef } from '../../../test/support/findings.ts';
import { GITHUB_LINKS, markdownNodes, parseMarkdown } from '../../../test/support/markdown.ts';
import { view } from '../../../test/support/reports.ts';
import { FORMATS, renderReport } from '../index.ts';

describe('hostile texts', () => {
  const nasty = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\n::error::pwned',
          '::set-output name=verdict::pass',
          '##[error]',
          '\r\n',
          '```',
          '`',
          '|',
          '</details>',
          '<script>',
          '@octocat',
          '\u202e',
          '\u001b[2J',
          '-->',
          '[x](https://evil.example)',
          ' ',
        ),
        fc.string({ unit: 'binary', maxLength: 8 }),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(''));

  test('no format has more lines that start like a command, hidden characters or markup than its own', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (message, file, name) => {
        const head = [
          finding({
            message,
            image: name,
            location: location(file),
            manifest: manifestRef({ file, name, kind: name }),
          }),
          finding({ rule: `vulnerability/${name}`, message: 'x', path: message, location: location(file) }),
        ];
        const hostile = view(
          { head, images: [image(name, { path: name })] },
          { notices: [message], describeRule: () => null },
        );
        const commands = renderReport('annotations', hostile).trimEnd().split('\n');
        expect(commands.map((line) => /^::(\w+) /.exec(line)?.[1])).toEqual(['error', 'error', 'notice', 'notice']);
        for (const format of FORMATS) {
          const text = renderReport(format, hostile);
          expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\r]/);
          expect(text).not.toContain('\u001b');
          expect(text).not.toContain('##[');
          if (format !== 'annotations') expect(text).not.toMatch(/^\s*::/m);
        }
        const markdown = renderReport('markdown', hostile);
        for (const node of markdownNodes(parseMarkdown(markdown))) {
          if (node.type === 'html')
            expect(node.value).toMatch(/^(<details><summary>[\w ,'()]+<\/summary>|<\/details>|<\/?code>)$/);
          if (node.type === 'text') for (const link of GITHUB_LINKS) expect(node.value).not.toMatch(link);
          expect(['link', 'image', 'heading', 'definition', 'footnoteReference']).not.toContain(node.type);
        }
        expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/^<\/details>$/gm)?.length);
      }),
    );
  });
});
