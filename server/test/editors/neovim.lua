-- Drives a headless Neovim: opens a file, and prints what the language server did, as one line of JSON.
local root = vim.fn.getcwd()
local file = root .. '/schema.sql'
local told = {}

vim.cmd('edit ' .. file)
vim.bo.filetype = 'sql'
local client = vim.lsp.start_client({
  name = 'dsql',
  cmd = vim.fn.json_decode(vim.env.DSQL_SERVER),
  root_dir = root,
  filetypes = { 'sql' },
})
vim.lsp.buf_attach_client(0, client)

-- Waits for something to become true; the limit is that of a test that has failed.
local function await(what, condition)
  if not vim.wait(30000, condition, 10) then error('There was no ' .. what) end
end

local function ask(method, params)
  local answer = vim.lsp.buf_request_sync(0, method, params, 30000)
  for _, one in pairs(answer or {}) do return one.result end
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') end
local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
end
local encoding = 'utf-16'

local ok, trouble = pcall(function()
  await('diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
  told.diagnostics = vim.tbl_map(function(one)
    return { code = one.code or vim.tbl_get(one, 'user_data', 'lsp', 'code'), line = one.lnum, character = one.col }
  end, vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }))

  local first = vim.lsp.diagnostic.get_line_diagnostics(0, 0)
  local params = vim.tbl_extend('force', at(0, 0), {
    range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 40 } },
    context = { diagnostics = first },
  })
  local actions = ask('textDocument/codeAction', params)
  for _, action in ipairs(actions) do
    if action.isPreferred then
      local edit = action.edit or ask('codeAction/resolve', action).edit
      vim.lsp.util.apply_workspace_edit(edit, encoding)
      break
    end
  end
  told.repaired = text()

  local items = ask('textDocument/completion', at(1, 17))
  told.completion = vim.tbl_filter(
    function(label) return label:find('^customers') ~= nil end,
    vim.tbl_map(function(one) return one.label end, items.items or items)
  )

  local renamed = ask('textDocument/rename', vim.tbl_extend('force', at(0, 14), { newName = 'clients' }))
  vim.lsp.util.apply_workspace_edit(renamed, encoding)
  told.renamed = text()

  local edits = ask('textDocument/formatting', {
    textDocument = vim.lsp.util.make_text_document_params(),
    options = { tabSize = 2, insertSpaces = true },
  })
  vim.lsp.util.apply_text_edits(edits, 0, encoding)
  told.formatted = text()
end)
if not ok then told = { trouble = tostring(trouble) } end
io.stdout:write(vim.fn.json_encode(told) .. '\n')
vim.cmd('qa!')
