/* A library that is loaded when the first of its functions is called, and not before main (tools/release; docs/decisions/0020).

   Compiled once a library, with LIBRARY, the name under which the dynamic linker finds it, and FUNCTIONS, a file that has a line
   DELAY(name) for each function that it exports. Each becomes a symbol of that name: a jump through a slot, which leads to
   `delay_resolve` until the function is known. */

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

#if !defined(__x86_64__)
#error "written for x86-64 (System V ABI); tools/release links as usual elsewhere"
#endif

/* What is missing is said in both languages: nothing is known yet of the one that is wanted. 69 is EX_UNAVAILABLE. Of two
   threads that miss it one says so. */
__attribute__((noreturn)) static void delay_missing(const char *what) {
    static int said;
    if (__atomic_exchange_n(&said, 1, __ATOMIC_ACQ_REL)) for (;;) pause();
    fprintf(stderr, "E-LIBRARY: 缺少程序库 %s，或它的版本不合：%s\n", LIBRARY, what);
    fprintf(stderr, "E-LIBRARY: the library %s is missing, or is not the one this was built with: %s\n", LIBRARY, what);
    _exit(69);
}

__attribute__((used)) static void *delay_find(const char *name) {
    static void *library; /* Two threads may both open it: they get the same one. */
    void *opened = __atomic_load_n(&library, __ATOMIC_ACQUIRE);
    if (!opened) {
        opened = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
        if (!opened) delay_missing(dlerror());
        __atomic_store_n(&library, opened, __ATOMIC_RELEASE);
    }
    void *function = dlsym(opened, name);
    if (!function) delay_missing(name);
    return function;
}

/* Comes with a function's name in r10 and the address of its slot in r11, which no function gets arguments in. Keeps all that
   arguments come in (System V ABI, 3.2.3), fills the slot, and goes on as if the function itself had been called. */
__asm__(
    ".text\n"
    ".type delay_resolve,@function\n"
    "delay_resolve:\n"
    "  pushq %rbp\n  movq %rsp, %rbp\n"
    "  pushq %rax\n  pushq %rdi\n  pushq %rsi\n  pushq %rdx\n  pushq %rcx\n  pushq %r8\n  pushq %r9\n  pushq %r11\n"
    "  subq $128, %rsp\n"
    "  movups %xmm0, (%rsp)\n  movups %xmm1, 16(%rsp)\n  movups %xmm2, 32(%rsp)\n  movups %xmm3, 48(%rsp)\n"
    "  movups %xmm4, 64(%rsp)\n  movups %xmm5, 80(%rsp)\n  movups %xmm6, 96(%rsp)\n  movups %xmm7, 112(%rsp)\n"
    "  movq %r10, %rdi\n"
    "  call delay_find\n"
    "  movq %rax, %r10\n"
    "  movups (%rsp), %xmm0\n  movups 16(%rsp), %xmm1\n  movups 32(%rsp), %xmm2\n  movups 48(%rsp), %xmm3\n"
    "  movups 64(%rsp), %xmm4\n  movups 80(%rsp), %xmm5\n  movups 96(%rsp), %xmm6\n  movups 112(%rsp), %xmm7\n"
    "  addq $128, %rsp\n"
    "  popq %r11\n  popq %r9\n  popq %r8\n  popq %rcx\n  popq %rdx\n  popq %rsi\n  popq %rdi\n  popq %rax\n  popq %rbp\n"
    "  movq %r10, (%r11)\n"
    "  jmp *%r10\n"
    ".size delay_resolve,.-delay_resolve\n");

/* In sections of its own, so that what nobody calls is not linked. Weak: two libraries may export one name. */
#define DELAY(name)                                            \
    __asm__(                                                   \
        ".section .text.delay." #name ",\"ax\",@progbits\n"    \
        ".weak " #name "\n"                                    \
        ".type " #name ",@function\n"                          \
        #name ":\n"                                            \
        "  jmp *.Lslot." #name "(%rip)\n"                      \
        ".Lfirst." #name ":\n"                                 \
        "  leaq .Lname." #name "(%rip), %r10\n"                \
        "  leaq .Lslot." #name "(%rip), %r11\n"                \
        "  jmp delay_resolve\n"                                \
        ".size " #name ",.-" #name "\n"                        \
        ".section .rodata.delay." #name ",\"a\",@progbits\n"   \
        ".Lname." #name ": .string \"" #name "\"\n"            \
        ".section .data.delay." #name ",\"aw\",@progbits\n"    \
        ".balign 8\n"                                          \
        ".Lslot." #name ": .quad .Lfirst." #name "\n");

#include FUNCTIONS
