@echo off
rem Double-click: sets itself up once, consolidates inbox\ into outbox\, keeps the window open.
chcp 65001 >nul
setlocal
set PYTHONUTF8=1
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe (
  echo Lan dau tien: dang cai dat, xin cho vai phut...
  py -3 -m venv .venv || python -m venv .venv || goto :nopython
  .venv\Scripts\python -m pip install --quiet --require-hashes -r requirements.txt || goto :nosetup
)
.venv\Scripts\python consolidate.py %*
set code=%errorlevel%
echo.
pause
exit /b %code%

:nopython
echo Chua co Python 3.11 tro len. Cai tu python.org (danh dau "Add python.exe to PATH"), roi chay lai.
pause
exit /b 1

:nosetup
echo Khong cai dat duoc. Kiem tra ket noi mang, roi chay lai.
rmdir /s /q .venv
pause
exit /b 1
