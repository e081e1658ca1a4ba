;;; Drives a batch Emacs with Eglot: opens a file, and prints what the language server did, as one line of JSON.  -*- lexical-binding: t -*-
(require 'json)
(require 'eglot)
(require 'sql)

(setq eglot-sync-connect 30
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil)
(add-to-list 'eglot-server-programs
             `(sql-mode . ,(append (json-parse-string (getenv "DSQL_SERVER") :array-type 'list) nil)))

(defun told-await (what condition)
  "Wait until CONDITION answers something; WHAT is named where it never does."
  (let ((limit (+ (float-time) 30)) found)
    (while (not (setq found (funcall condition)))
      (when (> (float-time) limit) (error "There was no %s" what))
      (accept-process-output nil 0.02))
    found))

(defun told-at (line character)
  "Go to LINE and CHARACTER, from 0."
  (goto-char (point-min))
  (forward-line line)
  (forward-char character))

(defun told-text () (buffer-substring-no-properties (point-min) (point-max)))

(defun told ()
  "All that the server does for the file."
  (find-file "schema.sql")
  (sql-mode)
  (let ((project-find-functions (list (lambda (_) (cons 'transient default-directory)))))
    (call-interactively #'eglot))
  (flymake-start)
  (let* ((found (told-await "diagnostic" (lambda () (flymake-diagnostics))))
         (diagnostics
          (mapcar (lambda (one) (list :line (1- (line-number-at-pos (flymake-diagnostic-beg one)))
                                      :text (flymake-diagnostic-text one)))
                  found))
         repaired completion renamed)
    (told-at 0 28)
    (let* ((actions (eglot-code-actions (line-beginning-position) (line-end-position)))
           (preferred (seq-find (lambda (one) (eq t (plist-get one :isPreferred))) actions))
           (server (eglot-current-server))
           (whole (if (plist-get preferred :edit) preferred
                    (jsonrpc-request server :codeAction/resolve preferred))))
      (eglot--apply-workspace-edit (plist-get whole :edit)))
    (setq repaired (told-text))
    (told-at 1 17)
    (let* ((capf (eglot-completion-at-point)))
      (setq completion (seq-filter (lambda (label) (string-prefix-p "customers" (substring-no-properties label)))
                                   (all-completions "cus" (nth 2 capf)))))
    (told-at 0 14)
    (eglot-rename "clients")
    (setq renamed (told-text))
    (eglot-format-buffer)
    (list :diagnostics (vconcat diagnostics)
          :repaired repaired
          :completion (vconcat (mapcar #'substring-no-properties completion))
          :renamed renamed
          :formatted (told-text))))

(princ (concat (json-encode (condition-case trouble (told)
                              (error (list :trouble (error-message-string trouble)))))
               "\n"))
(set-buffer-modified-p nil)
(kill-emacs 0)
