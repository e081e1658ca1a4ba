interface Page {
  readonly title: string;
  /** Where the view's files come from, as its content security policy names it. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  readonly nonce: string;
}

/** The page of the view: empty but for its script, and allowed nothing but that and its style sheet. */
export const panelHtml = ({ title, source, script, style, nonce }: Page): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
