/** The playground, as it is before its script starts. */
export const playgroundBody = `<h1>Playground</h1>
<p>Write or paste SQL. It is checked in this page, as you type, and sent nowhere.</p>
<noscript><p>The playground needs JavaScript. The other pages do not.</p></noscript>
<div class="playground">
<section class="writing" aria-labelledby="sql-label">
<label id="sql-label" for="sql">SQL</label>
<div class="editor">
<pre class="numbers" aria-hidden="true"></pre>
<div class="text"><pre class="marks" aria-hidden="true"></pre><textarea id="sql" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="summary"></textarea></div>
</div>
<div class="bar">
<button type="button" id="fix-safe">Fix all safe</button>
<button type="button" id="fix-all">Fix all</button>
<button type="button" id="share">Share by link</button>
</div>
<p class="hint"><strong>Fix all safe</strong> keeps the meaning. <strong>Fix all</strong> also applies fixes that change it: each says how. Undo takes a fix back.</p>
<div class="day">
<label for="day">As of</label>
<input type="range" id="day" min="0" step="1">
<output id="day-shown" for="day" aria-live="off"></output>
</div>
<p id="link" hidden><label for="address">Link</label> <input id="address" type="text" readonly></p>
</section>
<section class="found" aria-labelledby="problems-label">
<h2 id="problems-label">Problems</h2>
<p id="summary" role="status">Loading PostgreSQL's grammar …</p>
<p id="done" role="status"></p>
<ol id="problems"></ol>
</section>
</div>
`;
